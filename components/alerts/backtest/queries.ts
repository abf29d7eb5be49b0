import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { Backtest, BacktestInput } from "@/lib/alerts/schemas";

/** A replayed past, for which question, and how long the server took (milliseconds). */
export type Replayed = { question: BacktestInput; past: Backtest; tookMs: number };

/** What a condition would have done. Another question ends this one; the last answer stays until the next is there. */
export const backtestQuery = (question: BacktestInput | null) =>
  queryOptions({
    queryKey: ["alert-backtest", question],
    queryFn: async ({ signal }): Promise<Replayed> => {
      if (question === null) throw new Error("There is nothing to replay yet");
      const begun = performance.now();
      const past = await fetchJson<Backtest>("/api/v1/alerts/backtest", {
        method: "POST",
        body: question,
        signal,
      });
      return { question, past, tookMs: performance.now() - begun };
    },
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
