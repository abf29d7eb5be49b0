"use client";

import { Unplug } from "lucide-react";
import { ApiError } from "@/components/layout/fetch-json";
import { paths } from "@/components/layout/place";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { IssueNotFound } from "./issue-not-found";

/** In place of an issue that could not be read. */
export function IssueMissing({
  shortId,
  error,
  retry,
}: {
  shortId: string;
  error: Error;
  retry: () => unknown;
}) {
  const isGone = error instanceof ApiError && error.status === 404;
  useHotkeys([{ keys: "r", label: "Retry", group: "Issue", run: () => void retry() }], !isGone);
  if (isGone) return <IssueNotFound shortId={shortId} />;
  return (
    <EmptyState
      as="h1"
      icon={<Unplug className="i" />}
      title={`${shortId} could not be read`}
      actions={
        <>
          <Button variant="primary" aria-keyshortcuts="r" onClick={() => void retry()}>
            Retry
            <Kbd keys="r" />
          </Button>
          <ButtonLink variant="ghost" href={paths.issues}>
            Back to issues
          </ButtonLink>
        </>
      }
    >
      <p>{error.message}</p>
    </EmptyState>
  );
}
