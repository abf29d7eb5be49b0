import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  CreateLookupInput,
  LookupPreview,
  Lookups,
  ReplaceLookupInput,
} from "@/lib/logs/lookups/schemas";

const pathOf = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}/log-lookups`;
const tablePath = (slug: string, name: string) => `${pathOf(slug)}/${encodeURIComponent(name)}`;

/** The tables of a project that questions look something up in. */
export const lookupsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["projects", slug, "log-lookups"],
    queryFn: ({ signal }) => fetchJson<Lookups>(pathOf(slug), { signal }),
    staleTime: 30_000,
  });

/** The first rows of one of them. */
export const lookupPreviewQuery = (slug: string, name: string) =>
  queryOptions({
    queryKey: ["projects", slug, "log-lookups", name],
    queryFn: ({ signal }) => fetchJson<LookupPreview>(tablePath(slug, name), { signal }),
  });

export const sendNewLookup = (slug: string, body: CreateLookupInput) =>
  fetchJson<undefined>(pathOf(slug), { method: "POST", body });

export const sendLookup = (slug: string, name: string, body: ReplaceLookupInput) =>
  fetchJson<undefined>(tablePath(slug, name), { method: "PUT", body });

export const sendDeletedLookup = (slug: string, name: string) =>
  fetchJson<undefined>(tablePath(slug, name), { method: "DELETE" });

/** Where a table can be downloaded. */
export const lookupCsvPath = (slug: string, name: string) => `${tablePath(slug, name)}/csv`;
