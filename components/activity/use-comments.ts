"use client";

import { useQueryClient } from "@tanstack/react-query";
import { issueQuery } from "@/components/issue/queries";
import { useShell } from "@/components/layout/shell-context";
import { toast } from "@/components/ui/toast";
import { reasonOf } from "@/components/workflow/words";
import { type ActivityPages, addEntry, changeComment, dropEntry } from "./change-pages";
import { activityQuery, sendComment, sendEdit, sendRemoval } from "./queries";

/** Comments of an issue: each act shows at once, and is taken back with a reason when the server refuses. */
export function useComments(shortId: string) {
  const client = useQueryClient();
  const { user } = useShell();
  const { queryKey } = activityQuery(shortId);

  /** Whether the server agreed. */
  async function act(show: (data: ActivityPages) => ActivityPages, send: () => Promise<unknown>) {
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData(queryKey);
    client.setQueryData(queryKey, (data) => data && show(data));
    try {
      await send();
      return true;
    } catch (error) {
      client.setQueryData(queryKey, before);
      toast({ message: reasonOf(error), tone: "failed" });
      return false;
    } finally {
      void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: issueQuery(shortId).queryKey, exact: true });
      void client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" });
    }
  }

  return {
    add: (text: string) =>
      act(
        (data) =>
          addEntry(data, {
            // Below all real ones, until the timeline is read again.
            id: -Date.now(),
            at: new Date().toISOString(),
            actor: { id: user.id, name: user.name || user.email },
            entry: { kind: "commented", text, editedAt: null, mentions: [] },
          }),
        () => sendComment(shortId, text),
      ),
    edit: (id: number, text: string) =>
      act(
        (data) => changeComment(data, id, text, new Date().toISOString()),
        () => sendEdit(shortId, id, text),
      ),
    remove: (id: number) =>
      act(
        (data) => dropEntry(data, id),
        () => sendRemoval(shortId, id),
      ),
  };
}
