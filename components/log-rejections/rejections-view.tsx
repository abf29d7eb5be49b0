"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeft, Check } from "lucide-react";
import { projectLinks } from "@/components/projects/links";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { RejectionRow } from "@/lib/logs/rejections/schemas";
import { rejectionsQuery } from "./queries";
import { RejectionTableRow } from "./rejection-table-row";

/** What log senders sent and had refused, with the reason and the beginning of the bytes. */
export function RejectionsView({ slug }: { slug: string }) {
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    rejectionsQuery(slug),
  );
  if (!data) {
    return isError ? (
      <LoadError what="The rejected logs" error={error} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows label="Loading the rejected logs" />
    );
  }
  const rows = data.pages.flatMap((page) => page.rows);
  return (
    <>
      {isError ? <RefreshError what="The list" /> : null}
      {rows.length === 0 ? (
        <NothingRejected slug={slug} />
      ) : (
        <section className="ov st" aria-labelledby="rejected-h">
          <div className="sec-h">
            <ButtonLink
              variant="ghost"
              size="sm"
              className="btn-icon d-only"
              href={projectLinks.stats(slug)}
              aria-label="Back to Stats"
              icon={<ArrowLeft className="i" />}
            />
            <h2 id="rejected-h">Rejected logs</h2>
          </div>
          <p className="help st-help">
            What could not be read, or was too large, stands here with its beginning, up to 20 each second.
            What could be read as text was kept as a line instead.
          </p>
          <RejectionTable slug={slug} rows={rows} />
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

function RejectionTable({ slug, rows }: { slug: string; rows: readonly RejectionRow[] }) {
  return (
    <table className="tbl tbl-rj">
      <thead>
        <tr>
          <th scope="col">Received</th>
          <th scope="col">Door, reason and how it began</th>
          <th scope="col">Sender</th>
          <th scope="col">Size</th>
          <th scope="col">
            <span className="vh">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RejectionTableRow key={row.id} slug={slug} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function NothingRejected({ slug }: { slug: string }) {
  return (
    <EmptyState
      icon={
        <span className="okc">
          <Check className="i" />
        </span>
      }
      title="No rejected logs"
      actions={<ButtonLink href={projectLinks.stats(slug)}>Back to Stats</ButtonLink>}
    >
      <p>Everything that log senders sent with a key of this project was taken, or is too long ago.</p>
    </EmptyState>
  );
}
