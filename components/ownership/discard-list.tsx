"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { RoleNote } from "@/components/projects/role-note";
import { useMay } from "@/components/projects/use-may";
import { Button } from "@/components/ui/button";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import type { Discarded } from "@/lib/issues/discard/schemas";
import { discardedQuery, takeBackDiscarded } from "./queries";

/** What of the project is counted as filtered and not stored, with the way back. */
export function DiscardList({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(discardedQuery(slug));
  return (
    <section className="fs" aria-labelledby="discards-h">
      <h2 id="discards-h">Discarded</h2>
      {data ? (
        <Rows slug={slug} discarded={data.discarded} />
      ) : error ? (
        <LoadError what="The list" error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton width="42%" />
      )}
    </section>
  );
}

function Rows({ slug, discarded }: { slug: string; discarded: readonly Discarded[] }) {
  const { work } = useMay();
  if (discarded.length === 0) {
    return (
      <p className="sec">
        Nothing is discarded. “Delete and discard future events” on an issue puts its fingerprints here.
      </p>
    );
  }
  return (
    <>
      {work ? null : <RoleNote needs="work" act="take back what is discarded" />}
      <p className="help">
        Events with these fingerprints are counted as filtered and not stored. Taken back, the next one opens
        a new issue.
      </p>
      <table className="tbl ow-d">
        <thead>
          <tr>
            <th scope="col">Issue</th>
            <th scope="col">Fingerprints</th>
            <th scope="col">Discarded</th>
            <th scope="col">By</th>
            <th scope="col">
              <span className="vh">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {discarded.map((row) => (
            <tr key={row.hashes[0]}>
              <td className="trunc" title={row.title}>
                {row.title}
              </td>
              <td className="num" title={row.hashes.join("\n")}>
                {formatExact(row.hashes.length)}
              </td>
              <td>
                <TimeAgo at={row.at} sentence />
              </td>
              <td className="trunc">{row.by ?? "–"}</td>
              <td className="right">{work ? <TakeBack slug={slug} row={row} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function TakeBack({ slug, row }: { slug: string; row: Discarded }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => takeBackDiscarded(slug, row.hashes),
    onSuccess: () => toast({ message: "Its events are stored again from now on" }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: () => client.invalidateQueries({ queryKey: discardedQuery(slug).queryKey }),
  });
  return (
    <Button
      size="sm"
      icon={<RotateCcw className="i" />}
      aria-label={`Take back ${row.title}`.slice(0, 200)}
      busy={isPending}
      onClick={() => mutate()}
    >
      Take back
    </Button>
  );
}
