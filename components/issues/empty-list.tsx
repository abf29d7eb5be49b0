"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, CircleDot, Plus } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { TimeAgo } from "@/components/ui/time-ago";
import type { EmptyReason, FilterName, IssueFilter, QueryReport } from "@/lib/issues/schemas";
import { formatLimited } from "./format-limited";
import { issueEmptyQuery } from "./queries";
import type { useView } from "./use-view";

type EmptyListProps = { filter: IssueFilter; report: QueryReport | undefined } & Pick<
  ReturnType<typeof useView>,
  "changeView"
>;

/** Why nothing is here, and the nearest thing that is. Fills the list's region. */
export function EmptyList({ filter, report, changeView }: EmptyListProps) {
  const isUnread = report !== undefined && report.errors.length > 0;
  const { data: reason } = useQuery({ ...issueEmptyQuery(filter), enabled: !isUnread });
  if (isUnread) return <Unread onRemove={() => changeView({ query: null })} />;
  if (!reason) return null;
  if (reason.kind === "no-project") return <NoProject />;
  if (reason.kind === "no-event") return <NoEvent project={reason.project} dsn={reason.dsn} />;
  if (reason.kind === "all-done") {
    return <AllDone resolved={reason.resolved} onResolved={() => changeView({ status: "resolved" })} />;
  }
  return <NoMatch filter={filter} report={report} drop={reason.drop} changeView={changeView} />;
}

function Unread({ onRemove }: { onRemove: () => void }) {
  return (
    <EmptyState title="Nothing was searched" actions={<Button onClick={onRemove}>Remove the query</Button>}>
      <p>The query could not be read. The line below it says where and why.</p>
    </EmptyState>
  );
}

function NoProject() {
  return (
    <EmptyState
      icon={<CircleDot className="i" />}
      title="No projects yet"
      actions={
        <ButtonLink variant="primary" icon={<Plus className="i" />} href="/projects/new">
          Create a project
        </ButtonLink>
      }
    >
      <p>A project is one app or service. Create one, and its page shows how to connect it.</p>
    </EmptyState>
  );
}

type NoEventProps = Omit<Extract<EmptyReason, { kind: "no-event" }>, "kind">;

function NoEvent({ project, dsn }: NoEventProps) {
  return (
    <EmptyState
      icon={<span className="st-dot live pulse" />}
      title="No events yet"
      actions={
        <ButtonLink variant="primary" href={`/projects/${encodeURIComponent(project.slug)}/connect`}>
          Connect an SDK
        </ButtonLink>
      }
    >
      <p>Waiting for the first one from {project.name}. It will appear here by itself.</p>
      {dsn ? (
        <div className="dsn dsn-s">
          <code>{dsn}</code>
          <CopyButton size="sm" text={dsn} />
        </div>
      ) : null}
    </EmptyState>
  );
}

type Resolved = Extract<EmptyReason, { kind: "all-done" }>["resolved"];

function AllDone({ resolved, onResolved }: { resolved: Resolved; onResolved: () => void }) {
  return (
    <EmptyState
      icon={
        <span className="okc">
          <Check className="i" />
        </span>
      }
      title="Nothing to resolve"
      actions={resolved ? <Button onClick={onResolved}>Resolved issues</Button> : undefined}
    >
      <p>
        {resolved ? (
          <>
            The last one, {resolved.shortId}, was resolved{resolved.by ? ` by ${resolved.by}` : ""}{" "}
            <TimeAgo at={resolved.at} sentence className="nowrap" />.
          </>
        ) : (
          "No issue is open here."
        )}
      </p>
    </EmptyState>
  );
}

const WORDS: Record<FilterName, { without: string; act: string }> = {
  query: { without: "without the query", act: "Remove the query" },
  levels: { without: "in other levels", act: "Show all levels" },
  environment: { without: "in other environments", act: "Show all environments" },
  projects: { without: "in other projects", act: "Show all projects" },
  period: { without: "outside this period", act: "Show the last 90 days" },
  status: { without: "with another status", act: "Show all statuses" },
};

const DROPS = {
  query: { query: null },
  levels: { level: null },
  environment: { env: null },
  projects: { project: null },
  period: { period: "90d", from: null, to: null },
  status: { status: "all" },
} as const;

const NO_FILTERS = {
  query: null,
  level: null,
  env: null,
  project: null,
  period: null,
  from: null,
  to: null,
};

type NoMatchProps = EmptyListProps & { drop: Extract<EmptyReason, { kind: "no-match" }>["drop"] };

function NoMatch({ filter, report, drop, changeView }: NoMatchProps) {
  // Older than every period of the menu: only an address can ask for it.
  const isBeyond = drop?.filter === "period" && filter.period === "90d" && !filter.from && !filter.to;
  const all = isBeyond ? { from: new Date(0) } : {};
  return (
    <EmptyState
      title="No issues match"
      actions={
        <>
          {drop ? (
            <Button onClick={() => changeView({ ...DROPS[drop.filter], ...all })}>
              {isBeyond ? "Show all time" : WORDS[drop.filter].act}
            </Button>
          ) : null}
          <Button variant="ghost" onClick={() => changeView(NO_FILTERS)}>
            Clear all filters
          </Button>
        </>
      }
    >
      {report !== undefined && report.unknown.length > 0 ? (
        <p>The query asks for a field or a tag that these projects do not have.</p>
      ) : null}
      <p>
        {drop
          ? `${formatLimited(drop.count)} ${drop.count === 1 ? "matches" : "match"} ${WORDS[drop.filter].without}.`
          : "No issue matches without any single one of these filters, either."}
      </p>
    </EmptyState>
  );
}
