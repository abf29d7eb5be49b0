"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { LevelMark } from "@/components/ui/level-mark";
import { useGoTo } from "./go-to";
import type { Entry, PaletteAsk } from "./palette-entry";
import { paths } from "./place";
import { searchQuery } from "./queries";

type IssueEntries = {
  /** Those of the last answer; while a newer one is on its way, they are for what was typed before. */
  entries: readonly Entry[];
  /** Whether they are for what is typed now: the server may be on its way, have answered, or not have. */
  state: "asking" | "answered" | "failed";
};

/** The issues that the server finds for what is typed. */
export function useIssueEntries({ kind, words }: PaletteAsk): IssueEntries {
  const goTo = useGoTo();
  const wanted = kind === "all" || kind === "issues" ? words : "";
  const asked = useDeferredValue(wanted);
  const { data, isError, isPlaceholderData } = useQuery(searchQuery(asked));
  if (wanted === "") return { entries: [], state: "answered" };
  const isCurrent = asked === wanted;
  const entries = (asked === "" ? [] : (data?.issues ?? [])).map(
    ({ shortId, title, level, projectSlug }) => ({
      id: `issue ${shortId}`,
      shortId,
      label: title,
      hint: projectSlug,
      icon: <LevelMark level={level} />,
      run: () => goTo(paths.issue(shortId)),
    }),
  );
  if (isCurrent && data && !isPlaceholderData) return { entries, state: "answered" };
  return { entries, state: isCurrent && isError ? "failed" : "asking" };
}
