"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiError } from "@/components/layout/fetch-json";
import { paths } from "@/components/layout/place";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { formatTime } from "@/lib/format/format-time";
import { faceOf } from "./level-word";
import { LineDetails } from "./line-details";
import { LinesSkeleton } from "./lines-skeleton";
import { logLineQuery } from "./queries";
import { logsHref } from "./view";

/** Lines around one are near in time. */
const AROUND_MS = 5 * 60_000;

/** The page of one line: itself, its fields, what stands around it. */
export function LineView({ id, at }: { id: string; at: string | null }) {
  const { data, error, refetch } = useQuery(logLineQuery(id, at));
  const line = data?.line;
  return (
    <>
      <header className="bar">
        <nav className="crumbs" aria-label="Path">
          <Link href={paths.logs}>Logs</Link>
        </nav>
        <h1>Log line</h1>
      </header>
      {line ? (
        <div className="lx-page">
          <div className="row">
            <span className={`lr-l t-${faceOf(line).tone}`}>{faceOf(line).word}</span>{" "}
            <time className="num" dateTime={line.time} title={line.time}>
              {formatTime(line.time, { now: Date.parse(line.time), milliseconds: true })}
            </time>
            <span className="grow" />
            <ButtonLink
              size="sm"
              href={logsHref({
                project: [line.project],
                from: new Date(Date.parse(line.time) - AROUND_MS).toISOString(),
                to: new Date(Date.parse(line.time) + AROUND_MS).toISOString(),
              })}
            >
              Open in Logs
            </ButtonLink>
          </div>
          <p className="lx-msg">{line.message}</p>
          <LineDetails line={line} literals={[]} acts={null} startsWithContext />
        </div>
      ) : error instanceof ApiError && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title="This line is not here"
          actions={<ButtonLink href={paths.logs}>All logs</ButtonLink>}
        >
          <p>
            It may have been deleted when its time was over, or it belongs to a project that you do not see.
          </p>
        </EmptyState>
      ) : error ? (
        <LoadError what="The line" error={error} onRetry={() => void refetch()} />
      ) : (
        <LinesSkeleton />
      )}
    </>
  );
}
