"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Merge } from "lucide-react";
import Link from "next/link";
import { Section } from "@/components/events/section";
import { paths } from "@/components/layout/place";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/number";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import type { SimilarIssue } from "@/lib/issues/merge-schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
import { similarQuery } from "./queries";
import { useMergeSimilar } from "./use-merge-similar";
import { useSeen } from "./use-seen";

/** Issues of the project that look like this one, each merged with one click. Asked for when in sight. */
export function SimilarIssues({ issue }: { issue: IssueDetail }) {
  const { shortId } = issue;
  const [ref, isSeen] = useSeen<HTMLDivElement>();
  const { data, error, refetch } = useQuery({ ...similarQuery(shortId), enabled: isSeen });
  const merge = useMergeSimilar(issue);
  return (
    <div ref={ref} className="sim">
      <Section id="similar" title="Similar issues" count={data?.issues.length || undefined}>
        {data ? (
          <Rows issues={data.issues} shortId={shortId} onMerge={(other) => void merge(other)} />
        ) : error ? (
          <LoadError what="Similar issues" error={error} onRetry={() => void refetch()} />
        ) : (
          <RowSkeleton isBusy={isSeen} />
        )}
      </Section>
    </div>
  );
}

type RowsProps = { issues: SimilarIssue[]; shortId: string; onMerge: (shortId: string) => void };

function Rows({ issues, shortId, onMerge }: RowsProps) {
  if (issues.length === 0) {
    return <p className="sec">No other issue of this project has a similar stack or message.</p>;
  }
  return (
    <ul className="sim-l">
      {issues.map((issue) => (
        <Row key={issue.shortId} issue={issue} into={shortId} onMerge={() => onMerge(issue.shortId)} />
      ))}
    </ul>
  );
}

function Row({ issue, into, onMerge }: { issue: SimilarIssue; into: string; onMerge: () => void }) {
  const percent = Math.round(issue.score * 100);
  return (
    <li className="sim-r">
      <span className="sim-s" title={`${percent}% alike`}>
        <meter className="vh" min={0} max={100} value={percent} aria-label="Likeness in percent" />
        <i className="sim-b" aria-hidden="true">
          <b style={{ width: `${percent}%` }} />
        </i>
        <span className="num mut small" aria-hidden="true">
          {percent}%
        </span>
      </span>
      <div className="sim-t">
        <Link
          href={paths.issue(issue.shortId)}
          className="trunc"
          title={`${issue.type} ${issue.message}`.slice(0, 500)}
        >
          <b>{issue.type}</b> <span className="sec">{issue.message}</span>
        </Link>
        <p className="mut small">
          <span>{issue.shortId}</span>
          {issue.status === "unresolved" ? null : <span>{issue.status}</span>}
          <span>
            <Count value={issue.eventCount} /> {issue.eventCount === 1 ? "event" : "events"}
          </span>
          <TimeAgo at={issue.lastSeen} sentence />
          {issue.reasons.map((reason) => (
            <span key={reason}>{reason}</span>
          ))}
        </p>
        {issue.sharedFrames.length > 0 ? (
          <details className="sim-f">
            <summary className="small">
              <ChevronRight className="tw" />
              {issue.sharedFrames.length} shared {issue.sharedFrames.length === 1 ? "frame" : "frames"}
            </summary>
            <ol>
              {issue.sharedFrames.map((frame, index) => (
                <li key={index}>
                  <code>{frame}</code>
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </div>
      <Button
        size="sm"
        icon={<Merge className="i" />}
        title={`Merge ${issue.shortId} into ${into}`}
        aria-label={`Merge ${issue.shortId} into ${into}`}
        onClick={onMerge}
      >
        Merge
      </Button>
    </li>
  );
}

function RowSkeleton({ isBusy }: { isBusy: boolean }) {
  return (
    <div
      className="sim-k"
      {...(isBusy ? { role: "status", "aria-busy": true, "aria-label": "Loading similar issues" } : {})}
    >
      <Skeleton width="64%" />
      <Skeleton width="40%" />
      <Skeleton width="52%" />
    </div>
  );
}
