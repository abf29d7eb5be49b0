import Link from "next/link";
import type { ReactNode } from "react";
import { issuesLink, projectLinks } from "@/components/projects/links";
import { ButtonLink } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import type { OverviewIssue, PeriodId, ProjectOverview } from "@/lib/stats/schemas";

type IssueListsProps = { slug: string; overview: ProjectOverview; periodId: PeriodId; env?: string };

/** Two short lists: what is new or came back, and what meets the most people. */
export function IssueLists({ slug, overview, periodId, env }: IssueListsProps) {
  const scope: Record<string, string> = env === undefined ? {} : { env };
  const top = overview.mostUsers[0]?.userCount ?? 1;
  return (
    <div className="ov-2">
      <ShortList
        title="New and regressed"
        all={issuesLink(slug, { ...scope, period: periodId, sort: "firstSeen" })}
        issues={overview.newAndRegressed}
        empty="Nothing new in this period, and nothing came back."
      >
        {(issue) => (
          <Row key={issue.shortId} issue={issue}>
            <StatusChip status={issue.state} />
            <TimeAgo at={issue.at} className="mut ovr-w" />
          </Row>
        )}
      </ShortList>
      <ShortList
        title="Most users affected"
        all={issuesLink(slug, { ...scope, period: periodId, sort: "users" })}
        issues={overview.mostUsers}
        empty="No event of this period named a user."
      >
        {(issue) => (
          <Row key={issue.shortId} issue={issue} className="ovu">
            <span className="ub">
              <i style={{ width: `${Math.round((issue.userCount / top) * 100)}%` }} />
            </span>
            <Count value={issue.userCount} noun="users" className="ovr-w med" />
          </Row>
        )}
      </ShortList>
    </div>
  );
}

type ShortListProps = {
  title: string;
  all: string;
  issues: readonly OverviewIssue[];
  empty: string;
  children: (issue: OverviewIssue) => ReactNode;
};

function ShortList({ title, all, issues, empty, children }: ShortListProps) {
  return (
    <section>
      <div className="sec-h">
        <h2>{title}</h2>
        <span className="grow" />
        <ButtonLink variant="ghost" size="sm" href={all} aria-label={`All, ${title.toLowerCase()} first`}>
          All
        </ButtonLink>
      </div>
      {issues.length > 0 ? <ol className="ovl">{issues.map(children)}</ol> : <p className="mut">{empty}</p>}
    </section>
  );
}

function Row({
  issue,
  className,
  children,
}: {
  issue: OverviewIssue;
  className?: string;
  children: ReactNode;
}) {
  return (
    <li>
      <Link href={projectLinks.issue(issue.shortId)} className={className ? `ovr ${className}` : "ovr"}>
        <LevelMark level={issue.level} />
        <span className="ovr-t" title={`${issue.type} ${issue.message}`.slice(0, 300)}>
          <b>{issue.type}</b> <span className="sec">{issue.message}</span>
        </span>
        {children}
      </Link>
    </li>
  );
}
