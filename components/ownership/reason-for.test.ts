import { expect, it } from "vitest";
import type { OwnerSuggestion } from "@/lib/ownership/schemas";
import { reasonFor } from "./reason-for";

const rule = { source: "rules", line: 3, text: "path:src/* #payments" } as const;
const commit = { id: "abcdef1234", message: "Charge twice\n\nMore of it", version: "1.0" };

it.each<[Pick<OwnerSuggestion, "rule" | "commit">, string, string]>([
  [{ rule, commit: null }, "path:src/* #payments", "Rule in line 3"],
  [{ rule: { ...rule, source: "codeowners" }, commit: null }, "path:src/* #payments", "CODEOWNERS, line 3"],
  [{ rule: null, commit }, "abcdef1 Charge twice", "Wrote the suspect commit of 1.0"],
  [{ rule: null, commit: { ...commit, message: null } }, "abcdef1", "Wrote the suspect commit of 1.0"],
])("%j", (why, text, place) => {
  expect(reasonFor({ owner: "ada", assignee: null, ...why })).toEqual({ text, place });
});
