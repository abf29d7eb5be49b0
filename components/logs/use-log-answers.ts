"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { LogQueryReport, LogQuestion } from "@/lib/logs/schemas";
import { logFacetsQuery, logHistogramQuery, logLinesQuery, logTableQuery } from "./queries";
import type { LogTab } from "./view";

type LogAsk = {
  question: LogQuestion;
  tab: LogTab | null;
  /** What is shown of each line. */
  columns: readonly string[];
  hasProjects: boolean;
};

/** What the server answers to a question, as far as the tab shows it, and what it makes of the question. */
export function useLogAnswers({ question, tab, columns, hasProjects }: LogAsk) {
  const list = useInfiniteQuery({
    ...logLinesQuery(question, columns),
    enabled: hasProjects && tab === "lines",
  });
  const table = useQuery({ ...logTableQuery(question), enabled: hasProjects && tab === "chart" });
  const histogram = useQuery({ ...logHistogramQuery(question), enabled: hasProjects });
  const facets = useQuery({ ...logFacetsQuery(question), enabled: hasProjects });
  const pages = list.data?.pages;
  // A column was added that lines were not asked for.
  const isLacking =
    !list.isPlaceholderData &&
    pages?.some(({ fields }) => columns.some((name) => fields?.includes(name) === false)) === true;
  const again = useEffectEvent(() => void list.refetch());
  useEffect(() => {
    if (isLacking) again();
  }, [isLacking]);
  // Stages that make a table are read where it is made; the others may know no fault of them.
  const ofTab = tab === "chart" ? settled(table) : list.isPlaceholderData ? undefined : pages?.[0];
  const report: LogQueryReport | undefined = (ofTab ?? settled(histogram))?.query;
  return { list, histogram, facets, pages, report, isUnread: (report?.errors.length ?? 0) > 0 };
}

/** An answer, unless it is that to another question. */
function settled<Answer>({
  data,
  isPlaceholderData,
}: {
  data: Answer | undefined;
  isPlaceholderData: boolean;
}) {
  return isPlaceholderData ? undefined : data;
}
