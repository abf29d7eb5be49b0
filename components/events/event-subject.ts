"use client";

import { queryOptions } from "@tanstack/react-query";
import { createLoader } from "@/components/search/create-loader";
import type { QuerySubject } from "@/components/search/query-subject";
import type { IssueTags } from "@/lib/events/schemas";
import type { SearchValues } from "@/lib/issues/schemas";
import { issueTagsQuery } from "./queries";

const { load, useTools } = createLoader(async () => (await import("./event-query-tools")).tools);

/** The events of an issue. What is offered are its own tags and their most frequent values. */
export const createEventSubject = (shortId: string): QuerySubject => ({
  label: "Search the events of this issue",
  recentAs: "jackdaw.recent-event-searches",
  loadTools: load,
  useTools,
  valuesQuery: (key, prefix) =>
    queryOptions({
      queryKey: ["event-values", key, prefix, [shortId] as readonly string[]],
      queryFn: async ({ client }) =>
        listTagValues(await client.ensureQueryData(issueTagsQuery(shortId)), key, prefix),
      staleTime: 30_000,
      retry: false,
    }),
});

/** The values of a tag that contain what is typed, or with an empty key the names of tags; most frequent first. */
export function listTagValues({ tags }: IssueTags, key: string, prefix: string): SearchValues {
  const all =
    key === ""
      ? tags.map((tag) => ({ value: tag.key, count: tag.total }))
      : (tags.find((tag) => tag.key === key)?.values ?? []).map(({ value, count }) => ({ value, count }));
  const typed = prefix.toLowerCase();
  return { values: all.filter(({ value }) => value.toLowerCase().includes(typed)) };
}
