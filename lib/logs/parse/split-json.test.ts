import { describe, expect, it } from "vitest";
import { splitJson } from "./split-json";

const read = (text: string, options?: { unwrap?: boolean }) =>
  [...splitJson(text, options)].map((piece) =>
    piece.reason === undefined ? piece.value : `${piece.reason}: ${text.slice(piece.from, piece.to)}`,
  );

describe("splitJson", () => {
  it.each([
    ["nothing", "", []],
    ["blanks", " \r\n\t ", []],
    ["one object", '{"a":1}', [{ a: 1 }]],
    ["lines", '{"a":1}\n{"a":2}\r\n\n{"a":3}\n', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ["objects without anything between them", '{"a":1}{"a":2}{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    [
      "objects with commas and blanks between them",
      '{"a":1}, {"a":2} {"a":3},',
      [{ a: 1 }, { a: 2 }, { a: 3 }],
    ],
    ["an object over several lines", '{\n "a": 1,\n "b": [\n1\n]\n}\n{"a":2}', [{ a: 1, b: [1] }, { a: 2 }]],
    ["an array", '[{"a":1},{"a":[2]}, 3, "four", null]', [{ a: 1 }, { a: [2] }, 3, "four", null]],
    ["an array over several lines", '[\n{"a":1},\n{"a":2}\n]\n', [{ a: 1 }, { a: 2 }]],
    ["arrays behind each other", '[{"a":1}][{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ["an array in an array", "[[1,2],[3]]", [[1, 2], [3]]],
    ["brackets and quotes in strings", '{"a":"}{\\"][\\\\"}{"b":"{"}', [{ a: '}{"][\\' }, { b: "{" }]],
    ["texts that are lines", '"one"\n"two"', ["one", "two"]],
    ["a byte order mark", '\uFEFF{"a":1}', [{ a: 1 }]],
    ["record separators", '\u001e{"a":1}\n\u001e{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ])("reads %s", (_, text, values) => {
    expect(read(text)).toEqual(values);
  });

  it("leaves arrays whole when asked", () => {
    expect(read("[1,2]\n[3]", { unwrap: false })).toEqual([[1, 2], [3]]);
  });

  it.each([
    ["plain text", '{"a":1}\nhello world\n{"a":2}', [{ a: 1 }, "invalid_json: hello world", { a: 2 }]],
    ["text that begins with a number", "123 apples\n", ["invalid_json: 123 apples"]],
    [
      "a value that is cut short",
      '{"a":1,"b":\n{"a":2}\n{"a":3}',
      ['invalid_json: {"a":1,"b":', { a: 2 }, { a: 3 }],
    ],
    [
      "a string that is cut short",
      '{"a":"x\n{"a":2}\n{"a":3}',
      ['invalid_json: {"a":"x', { a: 2 }, { a: 3 }],
    ],
    ["the end of the text in a value", '{"a":1}{"a":', [{ a: 1 }, 'invalid_json: {"a":']],
    ["a line that is no JSON inside", '{"a":NaN}\n{"a":2}', ['invalid_json: {"a":NaN}', { a: 2 }]],
  ])("loses the line alone for %s", (_, text, values) => {
    expect(read(text)).toEqual(values);
  });

  it("does not look into what is nested or made up beyond reason", () => {
    const deep = `{"a":${"[".repeat(100_000)}`;
    expect([...splitJson(`${deep}\n{"a":1}`)]).toEqual([
      { reason: "too_complex", from: 0, to: deep.length },
      { value: { a: 1 }, from: deep.length + 1, to: deep.length + 8 },
    ]);
    const wide = `{"a":[${"1,".repeat(150_000)}1]}`;
    expect([...splitJson(wide)].map(({ reason }) => reason)).toEqual(["too_complex"]);
  });
});
