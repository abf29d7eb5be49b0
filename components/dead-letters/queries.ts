import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type {
  DeadLetterChoice,
  DeadLetterPage,
  DeleteResult,
  RedriveResult,
} from "@/lib/dead-letters/schemas";

const REFRESH_MS = 30_000;

const pathOf = (slug: string) => `/api/v1/projects/${encodeURIComponent(slug)}/dead-letters`;

/** The dead letters of a project, latest first. */
export const deadLettersQuery = (slug: string) =>
  infiniteQueryOptions({
    queryKey: ["projects", slug, "dead-letters"],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<DeadLetterPage>(
        `${pathOf(slug)}${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ""}`,
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: DeadLetterPage) => last.nextCursor,
    refetchInterval: REFRESH_MS,
  });

export const redriveDeadLetters = (slug: string, choice: DeadLetterChoice) =>
  fetchJson<RedriveResult>(`${pathOf(slug)}/redrive`, { method: "POST", body: choice });

export const deleteDeadLetters = (slug: string, choice: DeadLetterChoice) =>
  fetchJson<DeleteResult>(pathOf(slug), { method: "DELETE", body: choice });

/** Where the event of a dead letter can be downloaded. */
export const deadLetterJsonPath = (slug: string, eventId: string) => `${pathOf(slug)}/${eventId}/json`;
