import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { sendStatus } from "@/components/issues/queries";
import { fetchJson } from "@/components/layout/fetch-json";
import { toast } from "@/components/ui/toast";
import type { IssueDetail, IssueStatus } from "@/lib/issues/schemas";

/** One issue with its counts, which keep up with what arrives. */
export const issueQuery = (shortId: string) =>
  queryOptions({
    queryKey: ["issue", shortId.toUpperCase()] as const,
    queryFn: ({ signal }) =>
      fetchJson<IssueDetail>(`/api/v1/issues/${encodeURIComponent(shortId)}`, { signal }),
    refetchInterval: 10_000,
  });

const DONE: Record<IssueStatus, string> = {
  resolved: "Resolved",
  unresolved: "Reopened",
  archived: "Archived",
};

/** Gives the issue another status at once, with Undo; takes it back and says why when the server refuses. */
export function useIssueStatus(issue: IssueDetail) {
  const client = useQueryClient();
  const { queryKey } = issueQuery(issue.shortId);

  async function optimistically(status: IssueStatus): Promise<IssueDetail | undefined> {
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData(queryKey);
    client.setQueryData(queryKey, (shown) => shown && { ...shown, status, regressedAt: null });
    return before;
  }

  const mutation = useMutation({
    // Undo waits for what it takes back.
    scope: { id: `status of ${issue.shortId}` },
    mutationFn: (status: IssueStatus) => sendStatus({ shortIds: [issue.shortId], status }),
    onMutate: optimistically,
    onError: (error, _status, before) => {
      client.setQueryData(queryKey, before);
      toast({ message: error.message, tone: "failed" });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" }),
      ]),
  });

  return function change(status: IssueStatus) {
    const before = issue.status;
    mutation.mutate(status);
    toast({ message: `${DONE[status]} ${issue.shortId}`, undo: () => mutation.mutate(before) });
  };
}
