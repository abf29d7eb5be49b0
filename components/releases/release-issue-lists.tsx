"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { projectLinks } from "@/components/projects/links";
import { ButtonLink } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ReleaseIssue, ReleaseIssues } from "@/lib/releases/schemas";
import { releaseIssuesLink } from "./links";
import { releaseIssuesQuery } from "./queries";

const LISTS = [
  { kind: "new", title: "New issues", key: "firstRelease", empty: "It brought no new issue." },
  {
    kind: "regressed",
    title: "Regressed",
    key: "regressed_in_release",
    empty: "No resolved issue came back with it.",
  },
  { kind: "all", title: "All issues seen in it", key: "release", empty: "No issue was seen in it." },
] as const;

/** What a release brought, what came back with it, and everything that was seen in it. */
export function ReleaseIssueLists({ slug, version }: { slug: string; version: string }) {
  const { data, error } = useQuery(releaseIssuesQuery(slug, version));
  if (!data) {
    return error ? <p className="sec">{error.message}</p> : <SkeletonRows label="Loading the issues" />;
  }
  return (
    <>
      {LISTS.map(({ kind, title, key, empty }) => (
        <section className="ov-c" key={kind} aria-label={title}>
          <div className="sec-h">
            <h2>
              {title} <span className="n num">{data[kind].total}</span>
            </h2>
            <span className="grow" />
            {data[kind].total > 0 ? (
              <ButtonLink
                variant="ghost"
                size="sm"
                href={releaseIssuesLink(slug, version, key)}
                aria-label={`${title} in the issue list`}
              >
                In the issue list
              </ButtonLink>
            ) : null}
          </div>
          <IssueRows list={data[kind]} empty={empty} />
        </section>
      ))}
    </>
  );
}

function IssueRows({ list, empty }: { list: ReleaseIssues["all"]; empty: string }) {
  if (list.rows.length === 0) return <p className="mut">{empty}</p>;
  return (
    <ol className="ovl">
      {list.rows.map((issue) => (
        <li key={issue.shortId}>
          <Row issue={issue} />
        </li>
      ))}
      {list.total > list.rows.length ? (
        <li className="mut rl-more">The {list.rows.length} with the most events are shown.</li>
      ) : null}
    </ol>
  );
}

function Row({ issue }: { issue: ReleaseIssue }) {
  return (
    <Link href={projectLinks.issue(issue.shortId)} className="ovr rl-i">
      <LevelMark level={issue.level} />
      <span className="ovr-t" title={`${issue.type} ${issue.message}`.slice(0, 300)}>
        <b>{issue.type}</b> <span className="sec">{issue.message}</span>
      </span>
      {issue.status === "unresolved" ? (
        <span />
      ) : (
        <Chip tone={issue.status === "resolved" ? "resolved" : "line"}>
          {issue.status === "resolved" ? "Resolved" : "Archived"}
        </Chip>
      )}
      <span className="mut d-only">{issue.shortId}</span>
      <Count value={issue.eventCount} noun="events in this release" className="ovr-w med" />
    </Link>
  );
}
