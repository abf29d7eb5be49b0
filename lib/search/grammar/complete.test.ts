import { describe, expect, test } from "vitest";
import { complete } from "./complete";
import { language } from "./query.fixture";

/** `text` has the caret as `‸`; the range comes back as the text that a choice would replace. */
function completeAt(text: string) {
  const caret = text.indexOf("‸");
  const query = text.replace("‸", "");
  const { range, ...completion } = complete(query, caret, language);
  return { ...completion, replaces: query.slice(range.from, range.to) };
}

describe("what is typed at the caret", () => {
  test.each([
    ["‸", "", "", true],
    ["lev‸", "lev", "lev", true],
    ["l‸ev", "l", "lev", true],
    ["a ‸", "", "", true],
    ["a lev‸ b", "lev", "lev", true],
    ["!lev‸", "lev", "lev", true],
    ["NOT lev‸", "lev", "lev", true],
    ["(lev‸", "lev", "lev", true],
    ["level:error ‸", "", "", true],
    ['"two wor‸ds" b', "two wor", '"two words"', false],
    ["a/b‸", "a/b", "a/b", false],
    ["a | sta‸", "", "", false],
    ["level:[a]‸", "", "", false],
  ])("%s is a word", (text, typed, replaces, canBeKey) => {
    expect(completeAt(text)).toEqual({ type: "word", text: typed, replaces, canBeKey });
  });

  test.each([
    ["lev‸el:error", "lev", "level", true],
    ["‸level:error", "", "", undefined],
    ["!le‸vel:error", "le", "level", true],
    ["level‸:error", "level", "level", true],
    ["has:pl‸", "pl", "pl", false],
    ["!has:‸", "", "", false],
    ["has:pl‸an b", "pl", "plan", false],
    ["_exists_:pl‸", "pl", "pl", false],
  ])("%s is a key", (text, typed, replaces, hasOperator) => {
    const completion = completeAt(text);
    if (hasOperator === undefined) expect(completion).toMatchObject({ type: "word", text: "" });
    else expect(completion).toEqual({ type: "key", text: typed, replaces, hasOperator });
  });

  test.each([
    ["count:‸", "", ""],
    ["seen:‸ a", "", ""],
    ["count:>‸=5", ">", ">="],
    ["count:‸>=5", "", ">="],
    ["count>‸=5", ">", ">="],
  ])("%s is an operator", (text, typed, replaces) => {
    const { type, text: found, replaces: range } = completeAt(text);
    expect({ type, found, range }).toEqual({ type: "operator", found: typed, range: replaces });
  });

  test.each([
    ["level:‸", "level", "", ""],
    ["level:er‸", "level", "er", "er"],
    ["level:e‸rror b", "level", "e", "error"],
    ["!level:er‸", "level", "er", "er"],
    ["first_seen:-2‸", "seen", "-2", "-2"],
    ["count:>‸", "count", "", ""],
    ["count>=1‸", "count", "1", "1"],
    ["plan=fr‸", "plan", "fr", "fr"],
    ["plan:‸", "plan", "", ""],
    ["plan:‸ b", "plan", "", ""],
    ['title:"two wor‸', "title", "two wor", '"two wor'],
    ['title:"two wor‸ds" b', "title", "two wor", '"two words"'],
    ['title:"say \\"hi‸', "title", 'say "hi', '"say \\"hi'],
    ["level:[er‸", "level", "er", "er"],
    ["level:[error, fa‸tal]", "level", "fa", "fatal"],
    ["level:[error, ‸", "level", "", ""],
    ['plan:["a, b", c‸]', "plan", "c", "c"],
    ["level:(error OR fa‸", "level", "fa", "fa"],
    ["level:(‸", "level", "", ""],
    ["plan:‸[a]", "plan", "", ""],
    ["plan IN (a, b‸)", "plan", "b", "b"],
    ["tags[level]:x‸", "level", "x", "x"],
  ])("%s is a value of %s", (text, key, typed, replaces) => {
    expect(completeAt(text)).toMatchObject({ type: "value", key: { name: key }, text: typed, replaces });
  });

  test("of a field has the field, of a tag none; lists and negation are told", () => {
    expect(completeAt("!level:[er‸")).toMatchObject({
      field: { key: "level" },
      isNegated: true,
      isInList: true,
    });
    expect(completeAt("plan!=x‸")).toMatchObject({ key: { scope: "tag" }, isNegated: true, isInList: false });
    expect(completeAt("tags[level]:x‸")).not.toHaveProperty("field");
  });

  test("a caret outside of the text is taken to its end", () => {
    expect(complete("level:er", 99, language)).toMatchObject({ type: "value", range: { from: 6, to: 8 } });
    expect(complete("level", -3, language)).toMatchObject({ type: "word", range: { from: 0, to: 0 } });
    expect(complete("level", Number.NaN, language)).toMatchObject({
      type: "word",
      range: { from: 0, to: 0 },
    });
  });
});
