import { describe, expect, it } from "vitest";
import { definitionSchema, ruleInputSchema } from "@/lib/alerts/schemas";
import { emptyRule, makeReadyMade, readyMade } from "./ready-made";

describe("a ready-made rule", () => {
  it.each(readyMade.map((one) => [one.id, one] as const))("can be made as it is: %s", (_id, one) => {
    const rule = makeReadyMade(one, { projects: ["web", "api"], userId: "ada" });
    expect(ruleInputSchema.parse(rule)).toEqual(rule);
    expect(rule.definition.recipients.map(({ to }) => to)).toContainEqual({ type: "user", id: "ada" });
  });

  it("tells the owners of what is new, and nobody twice", () => {
    const [first] = readyMade;
    const rule = first && makeReadyMade(first, { projects: ["web"], userId: "ada" });
    expect(rule?.definition.recipients.map(({ to }) => to.type)).toEqual(["owners", "user"]);
  });
});

describe("an empty rule", () => {
  it("is what the server would make of its condition alone", () => {
    for (const { condition } of readyMade) {
      const { definition } = emptyRule(["web"], condition);
      expect(definition).toEqual(definitionSchema.parse({ condition }));
    }
  });
});
