"use client";

import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2, Unlink } from "lucide-react";
import { fetchJson } from "@/components/layout/fetch-json";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { IssueShare } from "@/lib/issues/share/schemas";
import { issueQuery } from "./queries";

const pathOf = (shortId: string) => `/api/v1/issues/${encodeURIComponent(shortId)}/share`;

const shareQuery = (shortId: string) =>
  queryOptions({
    queryKey: [...issueQuery(shortId).queryKey, "share"] as const,
    queryFn: ({ signal }) => fetchJson<IssueShare>(pathOf(shortId), { signal }),
  });

/** A link for people without an account: made, shown again, taken back. */
export function ShareDialog({ shortId, onClose }: { shortId: string; onClose: () => void }) {
  const share = useQuery(shareQuery(shortId));
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (isOn: boolean) =>
      fetchJson<IssueShare | undefined>(pathOf(shortId), { method: isOn ? "POST" : "DELETE" }),
    onSuccess: (made, isOn) => {
      client.setQueryData(shareQuery(shortId).queryKey, made ?? { path: null });
      if (!isOn) toast({ message: `The link to ${shortId} is dead` });
    },
    onError: (error) => toast({ message: error.message, tone: "failed" }),
  });
  const path = share.data?.path ?? null;
  const url = path === null ? "" : window.location.origin + path;
  return (
    <Dialog
      title={`Share ${shortId}`}
      description="Whoever has the link sees title, message, stack frames and counts, without an account. Request, user, tags, variables and breadcrumbs stay here."
      open
      onOpenChange={(open) => !open && onClose()}
    >
      {share.data ? (
        path === null ? (
          <p className="sec">This issue is not shared.</p>
        ) : (
          <div className="sh-l">
            <Field label="Link" value={url} readOnly onFocus={(event) => event.currentTarget.select()} />
            <CopyButton label="Copy the link" text={url} />
          </div>
        )
      ) : share.error ? (
        <LoadError what="The link" error={share.error} onRetry={() => void share.refetch()} />
      ) : (
        <Skeleton width="64%" height="12px" />
      )}
      <DialogActions>
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
        {path === null ? (
          <Button
            variant="primary"
            icon={<Link2 className="i" />}
            busy={change.isPending}
            disabled={!share.data}
            onClick={() => change.mutate(true)}
          >
            Make a link
          </Button>
        ) : (
          <Button
            variant="danger"
            icon={<Unlink className="i" />}
            busy={change.isPending}
            onClick={() => change.mutate(false)}
          >
            Take the link back
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
