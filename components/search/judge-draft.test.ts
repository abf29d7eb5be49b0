import { expect, test } from "vitest";
import { judgeDraft } from "./judge-draft";
import * as tools from "./tools";

const report = {
  errors: [],
  unknown: [{ key: "releese", message: "There is no `releese`.", suggestions: ["release"] }],
};
const still = { query: "", report: undefined, caret: 0, isFocused: false, tried: null, tools };

test("a fault at the caret is not shown while somebody types, and is when it was run", () => {
  const draft = "level:[";
  const typing = { ...still, draft, caret: draft.length, isFocused: true };
  expect(judgeDraft(typing)).toMatchObject({ shown: [], hasNote: false });
  expect(judgeDraft(typing).errors).toHaveLength(1);
  expect(judgeDraft({ ...typing, caret: 0 }).shown).toHaveLength(1);
  expect(judgeDraft({ ...typing, tried: draft })).toMatchObject({ hasNote: true });
  expect(judgeDraft({ ...typing, isFocused: false })).toMatchObject({ hasNote: true });
});

test("what the server says holds for the query that runs, and for no other text", () => {
  const query = "releese:1";
  expect(judgeDraft({ ...still, draft: query, query, report })).toMatchObject({
    unknown: report.unknown,
    hasNote: true,
  });
  expect(judgeDraft({ ...still, draft: "release:1", query, report })).toMatchObject({
    unknown: [],
    hasNote: false,
  });
});

test("without the language nothing is judged but what the server found", () => {
  const errors = [{ from: 0, to: 1, message: "No." }];
  expect(
    judgeDraft({
      ...still,
      draft: "[",
      query: "[",
      report: { errors, unknown: report.unknown },
      tools: null,
    }),
  ).toMatchObject({ parsed: null, errors, unknown: [], hasNote: true });
});
