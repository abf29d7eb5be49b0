import { describe, expect, it } from "vitest";
import { platforms } from "@/lib/projects/schemas";
import { guideFor, withoutSdk } from "./guide";

const key = "9f1c4e7ab2d84c069f1c4e7ab2d84c06";
const dsn = `https://${key}@errors.example.com:8443/jackdaw/4`;
const placeholder = /<your|your[-_ ]|placeholder|___|\bxxx|sentry\.io|todo|undefined|examplePublicKey/i;

describe("the steps of a platform", () => {
  const withSdk = platforms.filter(({ id }) => id !== "other");

  it.each(withSdk)("$name: install, configure with the DSN, throw once", ({ id }) => {
    const guide = guideFor(id, dsn);
    expect(guide?.install.length).toBeGreaterThan(0);
    expect(guide?.configure.map(({ code }) => code).join("\n")).toContain(dsn);
    expect(guide?.check.length).toBeGreaterThan(0);
  });

  it.each(withSdk)("$name: nothing is left to fill in", ({ id }) => {
    expect(JSON.stringify(guideFor(id, dsn))).not.toMatch(placeholder);
  });

  it("has none where no SDK fits, nor for words of the language", () => {
    expect(guideFor("other", dsn)).toBeNull();
    expect(guideFor("constructor", dsn)).toBeNull();
  });
});

it("curl posts to the endpoint of the DSN, prefix and port included, with its key", () => {
  const { code } = withoutSdk(dsn);
  expect(code).toContain("https://errors.example.com:8443/jackdaw/api/4/envelope/");
  expect(code).toContain(`sentry_key=${key}`);
  expect(code).not.toMatch(placeholder);
});
