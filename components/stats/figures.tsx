import Link from "next/link";
import type { ReactNode } from "react";
import { issuesLink, projectLinks } from "@/components/projects/links";
import { classNames } from "@/components/ui/class-names";
import { formatCount, formatExact } from "@/lib/format/format-count";
import type { ProjectOverview } from "@/lib/stats/schemas";
import { type Change, changeText } from "./change-text";

const UNRESOLVED_CAP = 1000;

type FiguresProps = { slug: string; overview: ProjectOverview; periodName: string; env?: string };

/** Six headline numbers with what they were before. */
export function Figures({ slug, overview, periodName, env }: FiguresProps) {
  const { users, regressed, unresolvedCount } = overview;
  const scope: Record<string, string> = env === undefined ? {} : { env };
  const change = (figure: ProjectOverview["eventTotal"]) => changeText(figure, periodName);
  return (
    <dl className="ov-st">
      <Figure name="Events" value={overview.eventTotal.now} change={change(overview.eventTotal)} />
      <Figure
        name="Users affected"
        value={users.count}
        isMore={users.isAtLeast}
        note="in open issues"
        href={issuesLink(slug, { ...scope, sort: "users" })}
      />
      <Figure
        name="New issues"
        value={overview.newIssues.now}
        change={change(overview.newIssues)}
        href={issuesLink(slug, { ...scope, sort: "firstSeen" })}
      />
      <Figure name="Regressed" value={regressed.count} note={<ShortIds ids={regressed.shortIds} />} />
      <Figure
        name="Unresolved"
        value={unresolvedCount}
        isMore={unresolvedCount >= UNRESOLVED_CAP}
        note="open now"
        href={issuesLink(slug, scope)}
      />
      <Figure
        name={env === undefined ? "Refused" : "Refused, all envs"}
        value={overview.refusedTotal.now}
        change={change(overview.refusedTotal)}
        href={projectLinks.stats(slug)}
      />
    </dl>
  );
}

type FigureProps = {
  name: string;
  value: number;
  /** Counting stopped early. */
  isMore?: boolean;
  change?: Change;
  note?: ReactNode;
  href?: string;
};

function Figure({ name, value, isMore = false, change, note, href }: FigureProps) {
  const number = `${formatCount(value)}${isMore ? "+" : ""}`;
  return (
    <div className="ov-s">
      <dt>{name}</dt>
      <dd className="num" title={formatExact(value)}>
        {href ? (
          <Link className="ov-l" href={href}>
            {number}
          </Link>
        ) : (
          number
        )}
      </dd>
      <dd className={classNames("d num", change?.isWorse && "t-error")}>{change?.text ?? note}</dd>
    </div>
  );
}

function ShortIds({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return "none came back";
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 ? ", " : ""}
      <Link className="link" href={projectLinks.issue(id)}>
        {id}
      </Link>
    </span>
  ));
}
