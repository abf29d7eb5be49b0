"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, ScrollText } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatExact } from "@/lib/format/format-count";
import type { LogQueryReport } from "@/lib/logs/schemas";
import { useShell } from "@/components/layout/shell-context";
import { paths } from "@/components/layout/place";
import { logSetupLink } from "@/components/projects/links";
import { logHistogramQuery } from "./queries";
import type { ChangeLogView } from "./use-log-view";
import { type LogView, questionOf } from "./view";

/** Logs belong to projects, and there is none. */
export function NoProject() {
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Logs</h1>
      </header>
      <EmptyState
        icon={<ScrollText className="i" />}
        title="No projects yet"
        actions={
          <ButtonLink variant="primary" icon={<Plus className="i" />} href={paths.newProject}>
            Create a project
          </ButtonLink>
        }
      >
        <p>Log lines belong to a project, which is one app or service. Create one, then send its logs.</p>
      </EmptyState>
    </>
  );
}

type EmptyLinesProps = {
  view: LogView;
  isUnread: boolean;
  report: LogQueryReport | undefined;
  changeView: ChangeLogView;
};

/** Why there is no line, and the nearest thing that has some. */
export function EmptyLines({ view, isUnread, report, changeView }: EmptyLinesProps) {
  const { projects } = useShell();
  // Counted from the files' own numbers: what the stretch holds, whatever the question.
  const everything = { project: questionOf(view).project, query: "", from: "1970-01-01T00:00:00Z" };
  const ever = useQuery({ ...logHistogramQuery(everything), enabled: !isUnread });
  const without = useQuery({
    ...logHistogramQuery({ ...questionOf(view), query: "" }),
    enabled: !isUnread && view.query !== "",
  });
  if (isUnread)
    return (
      <EmptyState
        title="Nothing was searched"
        actions={<Button onClick={() => changeView({ query: null })}>Remove the query</Button>}
      >
        <p>The query could not be read. The line below it says where and why.</p>
      </EmptyState>
    );
  if (ever.isPending) return null;
  const slug = view.project[0] ?? projects[0]?.slug ?? "";
  if (ever.data?.total === 0)
    return (
      <EmptyState
        icon={<ScrollText className="i" />}
        title="No log line yet"
        actions={
          <ButtonLink variant="primary" href={logSetupLink(slug)}>
            Send logs
          </ButtonLink>
        }
      >
        <p>
          Nothing was ever received {view.project.length > 0 ? "in this project" : "in any project"}. Lines
          appear here within a second of their arrival.
        </p>
      </EmptyState>
    );
  const others = without.data?.total ?? 0;
  return (
    <EmptyState
      title="No lines match"
      actions={
        <>
          {view.query !== "" && others > 0 ? (
            <Button onClick={() => changeView({ query: null })}>Remove the query</Button>
          ) : null}
          <Button
            variant={others > 0 ? "ghost" : "default"}
            onClick={() => changeView({ period: "30d", from: null, to: null })}
          >
            Show the last 30 days
          </Button>
        </>
      }
    >
      {report !== undefined && report.unknown.length > 0 ? (
        <p>The query asks for a field that no line here has.</p>
      ) : null}
      <p>
        {report?.unread !== undefined
          ? "Some lines of this period were not searched. Those that match may be among them."
          : view.query !== "" && others > 0
            ? `${formatExact(others)} ${others === 1 ? "line is" : "lines are"} in this period without the query.`
            : "Nothing was written in this period."}
      </p>
    </EmptyState>
  );
}
