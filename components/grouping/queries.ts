import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  GroupingView,
  RestoreInput,
  RulesPreview,
  RuleTexts,
  SavedRules,
  SaveRulesInput,
} from "@/lib/projects/grouping/schemas";

const pathOf = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}/grouping`;

export const groupingQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "grouping"],
    queryFn: ({ signal }) => fetchJson<GroupingView>(pathOf(slug), { signal }),
  });

/** What these rules would do. The last answer stays until the next one is there; a superseded question is given up. */
export const previewQuery = (slug: string, inForce: number, texts: RuleTexts) =>
  queryOptions({
    queryKey: ["projects", slug, "grouping", "preview", inForce, texts],
    queryFn: ({ signal }) =>
      fetchJson<RulesPreview>(`${pathOf(slug)}/preview`, { method: "POST", body: texts, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });

export const saveRules = (slug: string, body: SaveRulesInput) =>
  fetchJson<SavedRules>(`${pathOf(slug)}/rules`, { method: "PUT", body });

export const restoreRules = (slug: string, body: RestoreInput) =>
  fetchJson<SavedRules>(`${pathOf(slug)}/restore`, { method: "POST", body });

export const upgradeVersion = (slug: string) => fetchJson<void>(`${pathOf(slug)}/version`, { method: "PUT" });

export const rollBackVersion = (slug: string) =>
  fetchJson<void>(`${pathOf(slug)}/version`, { method: "DELETE" });
