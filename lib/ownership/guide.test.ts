import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseCodeowners } from "./parse-codeowners";
import { parseRules } from "./parse-rules";

const guide = readFileSync(join(import.meta.dirname, "../../docs/ownership.md"), "utf8");
const [rules = "", codeowners = ""] = [...guide.matchAll(/^```\n(.*?)^```/gms)].map(([, text]) => text);

it("shows rules in the guide that can be saved", () => {
  expect(parseRules(rules)).toMatchObject({ rules: { length: 4 }, errors: [] });
  expect(parseCodeowners(codeowners)).toMatchObject({
    rules: { length: 3 },
    errors: [],
    warnings: { length: 1 },
  });
});
