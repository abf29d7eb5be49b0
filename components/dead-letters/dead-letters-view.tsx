"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeft, Check, RotateCcw, Trash2 } from "lucide-react";
import { projectLinks } from "@/components/projects/links";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { DeadLetterTable } from "./dead-letter-table";
import { deadLettersQuery } from "./queries";
import { useDeadLetterActions } from "./use-dead-letter-actions";

/** The events that the database refused for what they hold: try them again, take them along, or let them go. */
export function DeadLettersView({ slug }: { slug: string }) {
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deadLettersQuery(slug),
  );
  const actions = useDeadLetterActions(slug);
  const { redrive, remove } = actions;
  const isTryingAll = redrive.isPending && "all" in redrive.variables;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];

  if (!data) {
    return isError ? (
      <LoadError what="The dead letters" error={error} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows label="Loading the dead letters" />
    );
  }
  return (
    <>
      {isError ? <RefreshError what="The list" /> : null}
      {rows.length === 0 ? (
        <EmptyState
          icon={
            <span className="okc">
              <Check className="i" />
            </span>
          }
          title="No dead letters"
          actions={<ButtonLink href={projectLinks.stats(slug)}>Back to Stats</ButtonLink>}
        >
          <p>The database took every event that was accepted.</p>
        </EmptyState>
      ) : (
        <section className="ov st" aria-labelledby="dead-h">
          <div className="sec-h">
            <ButtonLink
              variant="ghost"
              size="sm"
              className="btn-icon d-only"
              href={projectLinks.stats(slug)}
              aria-label="Back to Stats"
              icon={<ArrowLeft className="i" />}
            />
            <h2 id="dead-h">Dead letters</h2>
            <span className="grow" />
            <Button
              icon={<RotateCcw className="i" />}
              busy={isTryingAll}
              onClick={() => redrive.mutate({ all: true })}
            >
              Try all again
            </Button>
            <AlertDialog
              trigger={
                <Button variant="danger" icon={<Trash2 className="i" />}>
                  Delete all
                </Button>
              }
              title="Delete all dead letters of this project?"
              description="What they hold is lost for good, up to 1,000 at a time; they stay counted as received. This cannot be undone."
              confirmLabel="Delete all"
              cancelLabel="Keep them"
              icon={<Trash2 className="i" />}
              onConfirm={() => remove({ all: true })}
            />
          </div>
          <p className="help st-help">
            The database refused these events for something that they hold. Nothing of them is lost: after an
            update of Jackdaw they can be tried again, or taken along as JSON.
          </p>
          <DeadLetterTable slug={slug} rows={rows} actions={actions} />
          {hasNextPage ? (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show older
            </Button>
          ) : null}
        </section>
      )}
    </>
  );
}
