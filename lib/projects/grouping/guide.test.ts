import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseFingerprintRules } from "@/lib/grouping/rules/parse-fingerprint-rules";
import { parseStackTraceRules } from "@/lib/grouping/rules/parse-stack-trace-rules";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/grouping.md"), "utf8");
const [fingerprints = "", stacks = ""] = [...guide.matchAll(/^```\n(.*?)^```/gms)].map(([, text]) => text);

it("shows rules in the guide that can be saved", () => {
  expect(parseFingerprintRules(fingerprints)).toMatchObject({ rules: { length: 4 }, errors: [] });
  expect(parseStackTraceRules(stacks)).toMatchObject({ rules: { length: 6 }, errors: [] });
});
