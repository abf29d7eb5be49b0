"use client";

import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { DeadLetterBanner } from "@/components/dead-letters/dead-letter-banner";
import { projectLinks } from "@/components/projects/links";
import { ProjectHeader } from "@/components/projects/project-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { formatExact } from "@/lib/format/format-count";
import type { Project } from "@/lib/projects/schemas";
import { allCategories, defaultCategory, logCategory, type ProjectStats, periods } from "@/lib/stats/schemas";
import { KeyStatsTable } from "./key-stats-table";
import { LogLinesChart } from "./log-lines-chart";
import { OutcomesChart } from "./outcomes-chart";
import { projectStatsQuery } from "./queries";
import { ReasonTable } from "./reason-table";
import { categoryName, StatsFilter } from "./stats-filter";
import { useStatsView } from "./use-stats-view";

type View = ReturnType<typeof useStatsView>;

/** What a project received, what became of every item, and why. */
export function StatsView({ project: { slug, name } }: { project: Project }) {
  const view = useStatsView();
  const { data, error, isError, isPlaceholderData, refetch } = useQuery(projectStatsQuery(slug, view.query));
  return (
    <>
      <ProjectHeader slug={slug} name={name} current="Stats">
        <Select
          label="Period"
          value={view.query.period}
          onValueChange={(period) => void view.setPeriod(period)}
          options={periods.map((period) => ({ value: period.id, label: period.name }))}
        />
      </ProjectHeader>
      {isError && data ? <RefreshError what="The figures" /> : null}
      {data ? (
        <Loaded slug={slug} stats={data} view={view} isStale={isPlaceholderData} />
      ) : isError ? (
        <LoadError what="The figures" error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows label="Loading the figures" />
      )}
    </>
  );
}

type LoadedProps = { slug: string; stats: ProjectStats; view: View; isStale: boolean };

function Loaded({ slug, stats, view, isStale }: LoadedProps) {
  const { query, hidden, toggle, setKey, setCategory } = view;
  const periodName = periods.find(({ id }) => id === query.period)?.name ?? query.period;
  const hasLogs = stats.categories.some(({ category }) => category === logCategory);
  const logs =
    hasLogs && query.category === defaultCategory ? (
      <LogLinesChart
        slug={slug}
        query={query}
        periodName={periodName}
        onAlone={() => void setCategory(logCategory)}
      />
    ) : null;
  return (
    <>
      <DeadLetterBanner slug={slug} count={stats.deadLetterCount} />
      <StatsFilter
        stats={stats}
        query={query}
        onCategory={(category) => void setCategory(category)}
        onKey={(key) => void setKey(key)}
      />
      {stats.receivedTotal === 0 ? (
        <>
          <NothingReceived slug={slug} stats={stats} view={view} />
          {logs ? <div className="ov st">{logs}</div> : null}
        </>
      ) : (
        <div className="ov st" aria-busy={isStale}>
          <OutcomesChart
            stats={stats}
            periodName={periodName}
            hidden={hidden}
            onToggle={(outcome) => void toggle(outcome)}
          />
          {logs}
          <ReasonTable slug={slug} stats={stats} />
          <KeyStatsTable keys={stats.keys} current={query.key} onChoose={(key) => void setKey(key)} />
        </div>
      )}
    </>
  );
}

/** Why there is no chart, and the nearest thing that is not empty. */
function NothingReceived({ slug, stats, view }: Omit<LoadedProps, "isStale">) {
  const { query, setKey, showAllCategories } = view;
  const elsewhere = stats.categories.reduce((sum, { quantity }) => sum + quantity, 0);
  const isNarrow = query.category !== allCategories && elsewhere > 0;
  return (
    <EmptyState
      icon={<Inbox className="i" />}
      title={
        isNarrow
          ? `Nothing received under ${categoryName(query.category).toLowerCase()} in this period`
          : "Nothing received in this period"
      }
      actions={
        <>
          {isNarrow ? <Button onClick={() => void showAllCategories()}>All categories</Button> : null}
          {query.key ? <Button onClick={() => void setKey(null)}>All keys</Button> : null}
          {isNarrow ? null : (
            <ButtonLink variant="primary" href={projectLinks.connect(slug)}>
              Connect an SDK
            </ButtonLink>
          )}
        </>
      }
    >
      <p>
        {isNarrow
          ? `${formatExact(elsewhere)} ${elsewhere === 1 ? "item" : "items"} came in other categories.`
          : "No event and no other item came through the keys of this project. Choose a longer period, or look at Connect to see whether requests are refused."}
      </p>
    </EmptyState>
  );
}
