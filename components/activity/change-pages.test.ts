import { expect, it } from "vitest";
import type { Activity } from "@/lib/issues/workflow/schemas";
import { type ActivityPages, addEntry, changeComment, dropEntry } from "./change-pages";

const comment = (id: number, text: string): Activity => ({
  id,
  at: "2026-11-18T14:31:48.000Z",
  actor: { id: "u", name: "Mara" },
  entry: { kind: "commented", text, editedAt: null, mentions: [] },
});
const data: ActivityPages = {
  pages: [
    { entries: [comment(4, "four"), comment(3, "three")], nextCursor: "c" },
    { entries: [comment(2, "two")], nextCursor: null },
  ],
  pageParams: [null, "c"],
};
const ids = ({ pages }: ActivityPages) => pages.map(({ entries }) => entries.map(({ id }) => id));

it("puts a new entry on top", () => {
  expect(ids(addEntry(data, comment(-1, "new")))).toEqual([[-1, 4, 3], [2]]);
});

it("changes one comment and no other, on any page", () => {
  const changed = changeComment(data, 2, "deux", "2026-11-19T00:00:00.000Z");
  expect(changed.pages[1]?.entries[0]?.entry).toEqual({
    kind: "commented",
    text: "deux",
    mentions: [],
    editedAt: "2026-11-19T00:00:00.000Z",
  });
  expect(changed.pages[0]).toEqual(data.pages[0]);
});

it("takes one entry out", () => {
  expect(ids(dropEntry(data, 3))).toEqual([[4], [2]]);
});
