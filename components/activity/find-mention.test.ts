import { describe, expect, it } from "vitest";
import { findMention, putMention } from "./find-mention";

/** The caret stands at the bar. */
const at = (text: string) => findMention(text.replace("|", ""), text.indexOf("|"));

describe("the mention under the caret", () => {
  it.each([
    ["@|", { from: 0, name: "" }],
    ["Hi @mar|", { from: 3, name: "mar" }],
    ["Hi @mar|a", { from: 3, name: "mar" }],
    ["(@a.b|", { from: 1, name: "a.b" }],
    ['Hi @"Mara Li|', { from: 3, name: "Mara Li" }],
    ['Hi @"|" you', { from: 3, name: "" }],
  ])("%s", (text, found) => expect(at(text)).toEqual(found));

  it.each(["|", "Hi mar|", "mara@exa|", "@mara |", "|@mara", '@"Mara Linde" |', '@"Mara\nLi|', 'a@"Mara |'])(
    "none in %s",
    (text) => {
      expect(at(text)).toBeNull();
    },
  );
});

it("puts the name in its place, with one space behind it", () => {
  expect(putMention("Hi @mar, see", { from: 3, name: "mar" }, 7, "mara@example.com")).toEqual({
    text: "Hi @mara@example.com , see",
    caret: 21,
  });
  expect(putMention('Hi @"ma" now', { from: 3, name: "ma" }, 7, '"Mara Linde"')).toEqual({
    text: 'Hi @"Mara Linde" now',
    caret: 17,
  });
  expect(putMention("Hi @m now", { from: 3, name: "m" }, 5, "payments")).toEqual({
    text: "Hi @payments now",
    caret: 13,
  });
});
