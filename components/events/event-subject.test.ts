import { expect, test } from "vitest";
import type { IssueTags } from "@/lib/events/schemas";
import { listTagValues } from "./event-subject";
import { tools } from "./event-query-tools";

const tag = (key: string, values: [value: string, count: number][]): IssueTags["tags"][number] => ({
  key,
  total: values.reduce((sum, [, count]) => sum + count, 0),
  distinct: values.length,
  values: values.map(([value, count]) => ({ value, count, share: 0 })),
  otherShare: 0,
});
const tags: IssueTags = {
  hashes: [],
  tags: [
    tag("plan", [
      ["Gold", 40],
      ["free", 20],
    ]),
    tag("environment", [["production", 60]]),
  ],
};

/** The menu at the end of a query, with what the issue answers. */
function menuAfter(text: string): string[] {
  const { ask, list } = tools.suggest(text, text.length);
  const found = ask === null ? [] : listTagValues(tags, ask.key, ask.prefix).values;
  return list(found).flatMap(({ options }) =>
    options.map(({ label, count }) => (count == null ? label : `${label} ${count}`)),
  );
}

test("the bar of the events tab offers the fields of events and the tags and values of the issue", () => {
  expect(menuAfter("pl")).toEqual(expect.arrayContaining(["platform", "plan 60", "Events containing pl"]));
  expect(menuAfter("plan:g")).toEqual(["Gold 40"]);
  expect(menuAfter("environment:")).toContain("production 60");
  expect(menuAfter("assig")).toEqual(["Events containing assig"]);
});

test("what cannot be read of a query is found before it is asked", () => {
  expect(tools.toCanonical("level:loud").errors).toHaveLength(1);
  expect(tools.toCanonical("  plan:gold   level:error").text).toBe("plan:gold level:error");
});
