import { describe, expect, it } from "vitest";
import { addLine } from "@/components/rules/add-line";
import { addProposal } from "./rules-prefill";

const texts = { fingerprintRules: "error.type:A -> a", stackTraceRules: "" };

describe("addProposal", () => {
  it("puts the line under what is there", () => {
    expect(addProposal(texts, { fingerprint: "error.type:B -> b" })).toEqual({
      fingerprintRules: "error.type:A -> a\nerror.type:B -> b",
      stackTraceRules: "",
    });
    expect(addProposal(texts, { stack: "stack.function:x -app" })?.stackTraceRules).toBe(
      "stack.function:x -app",
    );
  });

  it("proposes nothing without a line, and no line twice", () => {
    expect(addProposal(texts, {})).toBeNull();
    expect(addProposal(texts, { fingerprint: "  " })).toBeNull();
    expect(addProposal(texts, { fingerprint: "error.type:A -> a " })).toBeNull();
  });

  it("makes one line of whatever the address holds", () => {
    const added = addProposal(texts, { stack: `a\nb\r\u2028<b>${"x".repeat(5_000)}` });
    expect(added?.stackTraceRules.startsWith("a b  <b>xx")).toBe(true);
    expect(added?.stackTraceRules.length).toBeLessThanOrEqual(2_000);
  });
});

describe("addLine", () => {
  it("leaves no empty lines between", () => {
    expect(addLine("one\n\n", "two")).toBe("one\ntwo");
    expect(addLine(" \n", "two")).toBe("two");
  });
});
