import { expect, it } from "vitest";
import { countLines } from "./count-lines";

it.each([
  ["nothing", "a\nb", "a\nb", { added: 0, removed: 0 }],
  ["empty lines and the space around", "a\nb", "\n a\n\nb \n", { added: 0, removed: 0 }],
  ["the first line", "", "a", { added: 1, removed: 0 }],
  ["the last line", "a", "", { added: 0, removed: 1 }],
  ["a line between", "a\nc", "a\nb\nc", { added: 1, removed: 0 }],
  ["a changed line", "a\nb\nc", "a\nB\nc", { added: 1, removed: 1 }],
  ["a moved line", "a\nb\nc", "b\nc\na", { added: 1, removed: 1 }],
  ["a line that repeats", "a\na", "a\na\na", { added: 1, removed: 0 }],
])("counts %s", (_name, older, newer, expected) => {
  expect(countLines(older, newer)).toEqual(expected);
});
