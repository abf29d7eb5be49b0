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

/** `regressedAt` is what a change to be undone reported, else null. */
type Change = { status: IssueStatus; regressedAt: string | null };

/** Gives the issue another status at once, with Undo; takes it back and says why when the server refuses. */
export function useIssueStatus(issue: IssueDetail) {
  const client = useQueryClient();
  const { shortId } = issue;
  const { queryKey } = issueQuery(shortId);

  async function optimistically(change: Change): Promise<IssueDetail | undefined> {
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData(queryKey);
    client.setQueryData(queryKey, (shown) => shown && { ...shown, ...change });
    return before;
  }

  const { mutateAsync } = useMutation({
    // Undo waits for what it takes back.
    scope: { id: `status of ${shortId}` },
    mutationFn: ({ status, regressedAt }: Change) =>
      sendStatus({ shortIds: [shortId], status, regressedAt: regressedAt ? { [shortId]: regressedAt } : {} }),
    onMutate: optimistically,
    onError: (error, _change, before) => {
      client.setQueryData(queryKey, before);
      toast({ message: error.message, tone: "failed" });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" }),
        client.invalidateQueries({ queryKey: ["nav-projects"] }),
      ]),
  });

  /** What the server says that it changed; a refusal has told its reason already. */
  const send = async (change: Change) => (await mutateAsync(change).catch(() => undefined))?.changed[0];

  return function change(status: IssueStatus) {
    const sent = send({ status, regressedAt: null });
    toast({
      message: `${DONE[status]} ${shortId}`,
      undo: async () => {
        const done = await sent;
        if (done) await send({ status: done.from, regressedAt: done.regressedAt });
      },
    });
  };
}
