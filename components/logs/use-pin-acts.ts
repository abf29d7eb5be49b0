"use client";

import { useQueryClient } from "@tanstack/react-query";
import { sendOrSay } from "@/components/layout/send-or-say";
import { toast } from "@/components/ui/toast";
import type { LogChart } from "@/lib/logs/charts/schemas";
import { pinnedChartsQuery, sendChart, sendNewChart, sendRemovedChart } from "./pin-queries";

const without = (charts: readonly LogChart[], { id }: LogChart) => charts.filter((one) => one.id !== id);

/** What can be done to the charts of a project: shown at once, then sent; a refusal is told, and the server's word shown. */
export function usePinActs(slug: string) {
  const client = useQueryClient();
  const { queryKey } = pinnedChartsQuery(slug);
  const act = async (
    change: (charts: readonly LogChart[]) => LogChart[],
    send: () => Promise<unknown>,
  ): Promise<boolean> => {
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, (known) => known && { ...known, charts: change(known.charts) });
    const isDone = await sendOrSay(send);
    await client.invalidateQueries({ queryKey });
    return isDone;
  };
  return {
    rename: (chart: LogChart, title: string) =>
      act(
        (charts) => charts.map((one) => (one.id === chart.id ? { ...one, title } : one)),
        () => sendChart(slug, chart.id, { title }),
      ),
    move: (chart: LogChart, place: number) =>
      act(
        (charts) => without(charts, chart).toSpliced(place, 0, chart),
        () => sendChart(slug, chart.id, { place }),
      ),
    remove: async (chart: LogChart, place: number) => {
      const isGone = await act(
        (charts) => without(charts, chart),
        () => sendRemovedChart(slug, chart.id),
      );
      if (!isGone) return;
      const { title, query, period } = chart;
      toast({
        message: `Removed ${title}`,
        undo: async () => {
          await act(
            (charts) => [...charts].toSpliced(place, 0, chart),
            () => sendNewChart(slug, { title, query, period, place }),
          );
        },
      });
    },
  };
}
