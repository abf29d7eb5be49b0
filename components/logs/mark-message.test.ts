import { describe, expect, test } from "vitest";
import { markMessage } from "./mark-message";

const draw = (message: string, ...literals: string[]) =>
  markMessage(message, literals).map(
    ({ text, isKey, isHit }) => `${isKey ? "k" : ""}${isHit ? "h" : ""}:${text}`,
  );

describe("a message in its pieces", () => {
  test("names of pairs are dimmed, found words marked in any case", () => {
    expect(draw("slow query Took=12ms rows=1", "took")).toEqual([
      ":slow query ",
      "kh:Took",
      "k:=",
      ":12ms ",
      "k:rows=",
      ":1",
    ]);
  });

  test("overlapping words become one mark", () => {
    expect(draw("abcdef", "abcd", "cde")).toEqual(["h:abcde", ":f"]);
  });

  test("what is no name is no key", () => {
    expect(draw("a==b https://x/?q=1 =c")).toEqual(["k:a=", ":=b https://x/?q=1 =c"]);
  });

  test("the pieces together are the text, also where case changes its length", () => {
    for (const text of ["", "İstanbul x=1", "😀=1 a", "<b>x</b>=2"])
      expect(
        markMessage(text, ["i", "b"])
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
  });
});
