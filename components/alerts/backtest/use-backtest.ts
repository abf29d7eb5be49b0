"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { useSettled } from "@/components/search/use-settled";
import type { QueryFaults, RuleInput } from "@/lib/alerts/schemas";
import { useDays } from "./days";
import { backtestQuery } from "./queries";
import { questionOf } from "./question";

const PAUSE_MS = 250;

/** The past with a draft, once nobody has typed for a moment. */
export function useBacktest(draft: RuleInput) {
  const [days] = useDays();
  const wanted = questionOf(draft, days);
  const question = useSettled(wanted, PAUSE_MS);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(backtestQuery(question));
  // A question that is refused has no answer: what was found last stays, grey.
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  const isSettled = JSON.stringify(wanted) === JSON.stringify(question);
  return {
    replayed: data ?? last ?? null,
    error: isSettled ? error : null,
    isUnfinished: wanted === null,
    /** What is shown is not the answer to what stands there. */
    isOld: wanted === null || !isSettled || isPlaceholderData || error !== null,
    isFetching,
    refetch: () => void refetch(),
    faults: isSettled && error !== null ? readFaults(error) : null,
  };
}

/** What the server has against a condition: queries by place, all else by field. */
function readFaults(error: Error): { queries: QueryFaults | null; fields: Readonly<Record<string, string>> } {
  if (!(error instanceof ApiError)) return { queries: null, fields: {} };
  const { faults } = error.details as { faults?: QueryFaults };
  return { queries: faults ?? null, fields: error.fields };
}
