import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outcomeNames } from "@/lib/stats/schemas";
import { explainReason, isKnownReason, outcomeLook } from "./reasons";

const root = join(import.meta.dirname, "../..");

/** The text of every file of our own that can refuse something. */
const sources = ["lib/protocol", "lib/ingest", "server"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("testing/"))
    .map((file) => readFileSync(join(root, folder, file), "utf8")),
);

/** Reasons as the code spells them: of errors, of counted outcomes, and of types that list them. */
function reasonsOf(source: string): string[] {
  const words = [
    ...source.matchAll(/new ProtocolError\(\s*\d+,\s*"([a-z_]+)"/g),
    ...source.matchAll(/\breason(?::\s*\w+)?\s*[:=]\s*"([a-z_]+)"/g),
    ...source.matchAll(/\breason:\s*\w+\s*\?\s*"([a-z_]+)"/g),
    ...source.matchAll(/\breason:[^,;\n]*:\s*"([a-z_]+)"/g),
    ...source.matchAll(/new OverloadError\([^)]*,\s*"([a-z_]+)"\s*\)/g),
  ].map((match) => match[1] ?? "");
  const listed = [...source.matchAll(/type \w*Reason\s*=\s*([^;]+);/g)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/"([a-z_]+)"/g)].map((word) => word[1] ?? ""),
  );
  return [...words, ...listed, ...spelledByScope(source)];
}

/** Quotas build their reason from whom they hold back: "key_quota", "project_quota". */
function spelledByScope(source: string): string[] {
  const built = [...source.matchAll(/\breason:\s*`([^`]*)`/g)].map((match) => match[1] ?? "");
  return built.flatMap((text) => ["key", "project"].map((scope) => text.replace("${scope}", scope)));
}

const reasons = [...new Set(sources.flatMap(reasonsOf))].sort();

describe("the reasons of the code base", () => {
  it("are found", () => {
    expect(reasons).toEqual(expect.arrayContaining(["invalid_json", "too_large", "overload", "spool_full"]));
    expect(reasons.length).toBeGreaterThan(20);
  });

  it.each(reasons)("%s has a sentence that says what to do", (reason) => {
    expect(isKnownReason(reason)).toBe(true);
    expect(explainReason("invalid", reason)).toMatch(/^[A-Z].*\.$/);
  });
});

describe("outcomes", () => {
  it("are the ones that ingest counts", () => {
    const text = readFileSync(join(root, "lib/ingest/outcome.ts"), "utf8");
    const union = /type OutcomeName =([^;]+);/.exec(text)?.[1] ?? "";
    const counted = [...union.matchAll(/"([a-z_]+)"/g)].map((match) => match[1]);
    expect(new Set(counted)).toEqual(new Set(outcomeNames));
    for (const outcome of counted) expect(outcomeLook(outcome ?? "").name).not.toBe(outcome);
  });

  it("of another version are shown as they are", () => {
    expect(outcomeLook("sampled").name).toBe("sampled");
    expect(outcomeLook("constructor").name).toBe("constructor");
    expect(explainReason("toString", "valueOf")).toBe("Not known to this version.");
  });

  it("of dead letters name what the database said", () => {
    expect(explainReason("dead_letter", "22P05")).toContain("SQLSTATE 22P05");
    expect(explainReason("dead_letter", "")).not.toContain("SQLSTATE");
  });
});
