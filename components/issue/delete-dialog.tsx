"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { fetchJson } from "@/components/layout/fetch-json";
import { paths } from "@/components/layout/place";
import { projectLinks } from "@/components/projects/links";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import { formatTime } from "@/lib/format/format-time";
import type { DeleteResult } from "@/lib/issues/delete/schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
import { issueQuery } from "./queries";

type DeleteDialogProps = { shortId: string; discard: boolean; onClose: () => void };

/** Says what is lost with an issue, and deletes it when that is meant. There is no way back. */
export function DeleteDialog({ shortId, discard, onClose }: DeleteDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const { data: issue } = useQuery(issueQuery(shortId));

  async function remove() {
    await fetchJson<DeleteResult>("/api/v1/issues/delete", {
      method: "POST",
      body: { shortIds: [shortId], discard },
    });
    router.push(paths.issues);
    client.removeQueries({ queryKey: issueQuery(shortId).queryKey });
    void client.invalidateQueries({ queryKey: ["issues"] });
    void client.invalidateQueries({ queryKey: ["nav-projects"] });
    const slug = issue?.project.slug;
    toast({
      message: discard ? `Deleted ${shortId}. Its future events are discarded` : `Deleted ${shortId}`,
      ...(discard && slug && { link: { href: projectLinks.grouping(slug), label: "What is discarded" } }),
    });
  }

  return (
    <AlertDialog
      title={discard ? `Delete ${shortId} and discard its future?` : `Delete ${shortId}?`}
      description={`${describeLoss(issue)} ${discard ? FUTURE_DISCARDED : FUTURE_KEPT} This cannot be undone.`}
      confirmLabel={discard ? "Delete and discard" : "Delete issue"}
      cancelLabel="Keep issue"
      icon={<Trash2 className="i" />}
      open
      onOpenChange={(open) => !open && onClose()}
      onConfirm={remove}
    />
  );
}

const FUTURE_KEPT = "The next event of the same cause opens a new issue.";
const FUTURE_DISCARDED =
  "Events of the same cause are counted as filtered from now on and not stored, until somebody takes that back under Grouping.";

function describeLoss(issue: IssueDetail | undefined): string {
  if (!issue) return "Its events, counts and history are deleted for good.";
  const events = issue.eventCount === 1 ? "1 event" : `${formatExact(issue.eventCount)} events`;
  const since = formatTime(issue.firstSeen, { now: Date.now() });
  return `${events} since ${since}, with all that is counted of them and the issue's history, are deleted for good.`;
}
