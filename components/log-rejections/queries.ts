import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { RejectionPage } from "@/lib/logs/rejections/schemas";

const REFRESH_MS = 10_000;
const PATH = "/api/v1/logs/rejections";

/** What a project's log senders sent and had refused, latest first. */
export const rejectionsQuery = (slug: string) =>
  infiniteQueryOptions({
    queryKey: ["projects", slug, "log-rejections"],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ project: slug, ...(pageParam ? { cursor: pageParam } : {}) });
      return fetchJson<RejectionPage>(`${PATH}?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: RejectionPage) => last.nextCursor,
    refetchInterval: REFRESH_MS,
  });

/** Where the kept bytes of a rejection can be downloaded. */
export const rejectionPath = (slug: string, id: string) =>
  `${PATH}/${encodeURIComponent(id)}?${new URLSearchParams({ project: slug })}`;
