import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { CreateChartInput, LogChart, LogCharts, UpdateChartInput } from "@/lib/logs/charts/schemas";
import { logTableQuery } from "./queries";

const pathOf = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}/log-charts`;

/** The charts that were pinned to a project, without their figures. */
export const pinnedChartsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "log-charts"],
    queryFn: ({ signal }) => fetchJson<LogCharts>(pathOf(slug), { signal }),
    staleTime: 30_000,
  });

/** What a pinned chart shows: asked when it is looked at, and again when somebody asks for it. */
export const chartTableQuery = (slug: string, { query, period }: Pick<LogChart, "query" | "period">) =>
  logTableQuery({ project: [slug], query, from: `-${period}` });

export const sendNewChart = (slug: string, body: CreateChartInput) =>
  fetchJson<{ id: string }>(pathOf(slug), { method: "POST", body });

export const sendChart = (slug: string, id: string, body: UpdateChartInput) =>
  fetchJson<undefined>(`${pathOf(slug)}/${encodeURIComponent(id)}`, { method: "PATCH", body });

export const sendRemovedChart = (slug: string, id: string) =>
  fetchJson<undefined>(`${pathOf(slug)}/${encodeURIComponent(id)}`, { method: "DELETE" });
