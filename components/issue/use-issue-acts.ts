"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { toast } from "@/components/ui/toast";
import { runChange } from "@/components/workflow/run-change";
import type { Shown, Subject } from "@/components/workflow/subject";
import { reasonOf } from "@/components/workflow/words";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { detailAfter } from "./change-detail";
import { issueQuery } from "./queries";

/**
 * What can be done with an issue: it changes at once, with Undo; when the server refuses, it is as before and the reason is
 * said. `act` is for everybody who may look, `subject` for those who may change it.
 */
export function useIssueActs(issue: IssueDetail) {
  const client = useQueryClient();
  const router = useRouter();
  const { user, canWork } = useShell();
  const { shortId } = issue;
  const { queryKey } = issueQuery(shortId);

  const reread = () => {
    // What hangs on the issue, its timeline among it, is under its key.
    void client.invalidateQueries({ queryKey });
    // Lists are read when they are looked at again, so that no row moves under somebody's eyes.
    void client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" });
    void client.invalidateQueries({ queryKey: ["nav-projects"] });
  };

  async function act(change: IssueChange, shown: Shown = {}): Promise<void> {
    await client.cancelQueries({ queryKey, exact: true });
    const before = client.getQueryData(queryKey);
    const by = { id: user.id, name: user.name || user.email };
    client.setQueryData(
      queryKey,
      (present) => present && detailAfter(present, change, shown, by, new Date().toISOString()),
    );
    const putBack = () => client.setQueryData(queryKey, before);
    let isUndone = false;
    try {
      await runChange({
        change,
        targets: { shortIds: [shortId] },
        shown,
        onUndo: () => {
          isUndone = true;
          putBack();
        },
        onUndone: reread,
      });
    } catch (error) {
      putBack();
      toast({ message: reasonOf(error), tone: "failed" });
    } finally {
      // Until it is taken back, the server knows it as it was changed.
      if (!isUndone) reread();
    }
  }

  async function remove(discard: boolean): Promise<void> {
    const { runDelete } = await import("@/components/workflow/run-delete");
    const { deleted } = await runDelete({
      targets: { shortIds: [shortId] },
      discard,
      projects: [issue.project.slug],
    });
    if (deleted === 0) return;
    router.push(paths.issues);
    client.removeQueries({ queryKey });
    void client.invalidateQueries({ queryKey: ["issues"] });
    void client.invalidateQueries({ queryKey: ["nav-projects"] });
  }

  const subject: Subject | null = canWork
    ? {
        name: shortId,
        shortId,
        status: issue.status,
        priority: issue.priority,
        assignee: issue.assignee,
        projects: [issue.project.slug],
        lastRelease: issue.lastRelease,
        act: (change, shown) => void act(change, shown),
        count: 1,
        events: issue.eventCount,
        remove: (discard) => void remove(discard),
      }
    : null;
  return {
    act: (change: IssueChange) => void act(change),
    subject,
    /** What `e` does. */
    toggle: issue.status === "unresolved" ? ("resolve" as const) : ("unresolve" as const),
  };
}
