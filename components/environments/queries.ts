import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { EnvironmentChange, EnvironmentRow } from "@/lib/environments/schemas";

/** The environments of a project, hidden ones among them. */
export const projectEnvironmentsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["project-environments", slug] as const,
    queryFn: ({ signal }) =>
      fetchJson<EnvironmentRow[]>(`/api/v1/environments?${new URLSearchParams({ project: slug })}`, {
        signal,
      }),
  });

export const sendEnvironment = (change: EnvironmentChange) =>
  fetchJson<void>("/api/v1/environments", { method: "PATCH", body: change });
