import { assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { draftRule } from "./draft-rule";

const bare: Event = {
  event_id: "0".repeat(32),
  type: "error",
  timestamp: "2026-11-22T10:00:00.000Z",
  received: "2026-11-22T10:00:00.000Z",
  level: "error",
  platform: "node",
  tags: [],
};

function thrown(type: string, name: string): Event {
  const frames = [
    { function: "main", in_app: true },
    { function: name, in_app: true },
    { function: "send", in_app: false },
  ];
  return {
    ...bare,
    exception: { values: [{ type: "Cause" }, { type, value: "7 failed", stacktrace: { frames } }] },
  };
}

describe("a rule to begin with", () => {
  test("names what was thrown and the innermost function of our own", () => {
    expect(draftRule(thrown("TypeError", "chargeCard"), undefined)).toBe(
      'error.type:"TypeError" stack.function:"chargeCard" -> typeerror-chargecard',
    );
  });

  test("names the text, without what varies, where there is no function", () => {
    const event = { ...bare, exception: { values: [{ type: "Timeout", value: "job 7 of mail" }] } };
    expect(draftRule(event, "job <int> of mail")).toBe(
      'error.type:"Timeout" error.value:"job * of mail" -> timeout-job-of-mail',
    );
    const message = { ...bare, logentry: { formatted: "Stock is 7\nof 9" } };
    expect(draftRule(message, "Stock is <int>\nof <int>")).toBe('message:"Stock is *" -> stock-is-of');
    const template = {
      ...bare,
      logentry: { formatted: "Stock of tea is low", message: "Stock of %s is low" },
    };
    expect(draftRule(template, "Stock of %s is low")).toBe('message:"Stock of *" -> stock-of-s-is-low');
  });

  test("says something when the event does not", () => {
    expect(draftRule(bare, undefined)).toBe('level:"error" -> error');
    expect(draftRule({ ...bare, exception: { values: [{}] } }, undefined)).toBe('error.type:"*" -> my-group');
  });

  test("takes the meaning from signs that patterns and quotes know", () => {
    expect(draftRule(thrown('a"b\\c*d?e[f]{g}\n!h#i', "#run"), undefined)).toBe(
      'error.type:"a?b?c?d?e?f??g??!h#i" stack.function:"#run" -> a-b-c-d-e-f-g-h-i-run',
    );
  });

  test("stays one short line whatever the event contains", () => {
    const signs = [
      '"',
      "\\",
      "\n",
      "\0",
      "*",
      "?",
      "[",
      "}",
      "#",
      "-> ",
      "\u202e",
      "\ud800",
      "😀",
      "a",
      "é",
      " ",
    ];
    const unit = constantFrom(...signs);
    assert(
      property(string({ unit, maxLength: 20 }), string({ unit, maxLength: 200 }), (type, name) => {
        const rule = draftRule(thrown(type, name), undefined);
        expect(rule).not.toMatch(/[\n\r\\]/);
        expect(rule.length).toBeLessThan(800);
        // Quotes come in pairs around a pattern, and before the arrow there is nothing but such pairs.
        expect(rule).toMatch(/^(?:[a-z.]+:"[^"]*" )+-> [a-z0-9-]+$/u);
      }),
    );
  });
});
