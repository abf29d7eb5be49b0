"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { LevelMark } from "@/components/ui/level-mark";
import { projectLinks } from "@/components/projects/links";
import type { LineIssue } from "@/lib/logs/issues/schemas";
import type { LogRow } from "@/lib/logs/schemas";
import { LineIssueButton } from "./pattern-issue";
import { lineIssuesQuery } from "./queries";

/** The issues of a line: those whose events have its trace, and those that count its pattern. */
export function LineIssues({ line }: { line: LogRow }) {
  const { data, error, refetch } = useQuery(lineIssuesQuery(line));
  const issues = data?.issues ?? [];
  const isCounted = issues.some(({ by }) => by === "pattern");
  return (
    <div className="lx-is" aria-busy={!data && !error}>
      {issues.length > 0 ? (
        <ul aria-label="Issues of this line">
          {issues.map((issue) => (
            <Issue key={issue.shortId} issue={issue} />
          ))}
        </ul>
      ) : (
        <span className="mut small">
          {data
            ? saysNothing(data.isCut, line.traceId !== "")
            : error
              ? "Its issues could not be looked up."
              : ""}
          {error && !data ? (
            <>
              {" "}
              <button type="button" className="link" onClick={() => void refetch()}>
                Retry
              </button>
            </>
          ) : null}
        </span>
      )}
      {data && !isCounted ? <LineIssueButton line={line} /> : null}
    </div>
  );
}

function saysNothing(isCut: boolean, hasTrace: boolean): string {
  if (!hasTrace) return "No issue counts lines like this one.";
  return isCut
    ? "No issue has this trace, as far as the 200 events nearest in time say."
    : "No issue of these minutes has this trace.";
}

function Issue({ issue: { shortId, type, message, level, by, eventId } }: { issue: LineIssue }) {
  const title = [type, message].filter(Boolean).join(": ");
  return (
    <li>
      <Link
        className="lx-il"
        href={eventId === null ? projectLinks.issue(shortId) : projectLinks.event(shortId, eventId)}
        title={`${title}\n${by === "trace" ? "An event of it has this trace" : "It counts lines like this one"}`.slice(
          0,
          500,
        )}
      >
        <LevelMark level={level} />
        <b>{shortId}</b>
        <span className="trunc">{title}</span>
        <span className="mut small">{by === "trace" ? "same trace" : "same pattern"}</span>
      </Link>
    </li>
  );
}
