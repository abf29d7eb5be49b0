import { describe, expect, it } from "vitest";
import { writeFilter } from "@/lib/logs/query/find-patterns";
import { maskMessage } from "@/lib/logs/query/mask-message";
import { isParticular, matchTemplate, readTemplate, writeTitle } from "./match-template";

const matches = (filter: string, message: string) => {
  const read = readTemplate(filter);
  return read === null ? null : matchTemplate(read.template, message.toLowerCase());
};

const nothing = { pieces: [], isOpenBefore: true, isOpenAfter: true };
const particular = (filter: string) => isParticular(readTemplate(filter)?.template ?? nothing);

describe("a pattern", () => {
  it.each([
    ['message:"slow query took=*ms"', "Slow query took=845ms", true],
    ['message:"slow query took=*ms"', "slow query took=845ms rows=3", false],
    ['message:"slow query took=*ms"', "a slow query took=845ms", false],
    ['message:"slow query took=*ms*"', "slow query took=845ms rows=3", true],
    ['message:"*refused by bank*"', "payment 7 refused by bank9", true],
    ['message:"a*a"', "a", false],
    ['message:"a*a"', "aa", true],
    ['message:"ab*bc"', "abc", false],
    ['message:"a*b*b"', "a b", false],
    ['message:"a*b*b"', "ab b", true],
    ['message:"out of memory"', "worker out of memory, killed", true],
    ['message:"out of memory"', "out of mind", false],
    ['message:"100\\* of *"', "100* of 3", true],
    ['message:"100\\* of *"', "1000 of 3", false],
  ])("%s, held against %s: %s", (filter, message, expected) => {
    expect(matches(filter, message)).toBe(expected);
  });

  it.each(["", "*", "slow", "!message:slow", "message:[a, b]", "message:/a+/", "level:error", "message:a?b"])(
    "is not what %s says",
    (filter) => {
      expect(readTemplate(filter)).toBeNull();
    },
  );

  it.each([
    "slow query took=845ms rows=64 table=orders.line_items",
    'user "anna" at 10.0.0.7 gave 100% of **7** ?x= \\d "quoted \\" text"',
    "line\nbreak 7",
    "İstanbul 7 ẞ ﬁ",
  ])("that is made of a message finds this message: %s", (message) => {
    expect(matches(writeFilter(maskMessage(message), false), message)).toBe(true);
  });

  it("needs something fixed", () => {
    expect([particular('message:"* - *"'), particular('message:"a * b"')]).toEqual([false, false]);
    expect(particular('message:"took *ms in"')).toBe(true);
  });

  it("takes no longer for a hostile message than it has letters times pieces", () => {
    const filter = `message:"${"a*".repeat(500)}b"`;
    expect(matches(filter, "a".repeat(1_000_000))).toBe(false);
  });

  it("is called by its fixed text, on one line", () => {
    expect(writeTitle([{ text: "slow\n query took=" }, { mask: "num" }, { text: "ms" }])).toBe(
      "slow query took=<num>ms",
    );
    expect(writeTitle([{ text: " " }])).toBe("<any>");
  });
});
