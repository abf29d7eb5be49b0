import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  AppliedSuggestion,
  IssueHashes,
  SimilarIssues,
  SuggestionAnswer,
} from "@/lib/issues/merge-schemas";
import type { IssueDetail } from "@/lib/issues/schemas";

const root = (shortId: string) => `/api/v1/issues/${encodeURIComponent(shortId)}`;

/** One issue with its counts, which keep up with what arrives. */
export const issueQuery = (shortId: string) =>
  queryOptions({
    queryKey: ["issue", shortId.toUpperCase()] as const,
    queryFn: ({ signal }) => fetchJson<IssueDetail>(root(shortId), { signal }),
    refetchInterval: 10_000,
  });

/** The hashes that lead to an issue, with their events: read again when somebody comes back to them, not by the clock. */
export const hashesQuery = (shortId: string) =>
  queryOptions({
    queryKey: [...issueQuery(shortId).queryKey, "hashes"] as const,
    queryFn: ({ signal }) => fetchJson<IssueHashes>(`${root(shortId)}/hashes`, { signal }),
    staleTime: 60_000,
  });

/** Issues of the project that look like this one. They hardly change while somebody reads. */
export const similarQuery = (shortId: string) =>
  queryOptions({
    queryKey: [...issueQuery(shortId).queryKey, "similar"] as const,
    queryFn: ({ signal }) => fetchJson<SimilarIssues>(`${root(shortId)}/similar`, { signal }),
    staleTime: 5 * 60_000,
  });

/** A rule that would gather the issues which a changing value splits. */
export const suggestionQuery = (shortId: string) =>
  queryOptions({
    queryKey: [...issueQuery(shortId).queryKey, "suggestion"] as const,
    queryFn: ({ signal }) => fetchJson<SuggestionAnswer>(`${root(shortId)}/suggestion`, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  });

/** Sends `rule`, the line that the person saw. */
export const applySuggestion = (shortId: string, rule: string) =>
  fetchJson<AppliedSuggestion>(`${root(shortId)}/suggestion`, { method: "POST", body: { rule } });

/** After issues were merged or taken apart: everything that is shown of them is read again. */
export function useRegrouped() {
  const client = useQueryClient();
  return async () => {
    // Lists are read when they are looked at again, so that no row moves under somebody's eyes.
    void client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" });
    void client.invalidateQueries({ queryKey: ["nav-projects"] });
    await Promise.all([["issue"], ["events"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
