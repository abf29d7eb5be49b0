"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { DeadLetterBanner } from "@/components/dead-letters/dead-letter-banner";
import { environmentsQuery } from "@/components/issues/queries";
import { useShell } from "@/components/layout/shell-context";
import { ProjectHeader } from "@/components/projects/project-header";
import { RefreshError } from "@/components/ui/refresh-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Project } from "@/lib/projects/schemas";
import { defaultPeriod, periodIds, periods } from "@/lib/stats/schemas";
import { EventsChart } from "./events-chart";
import { Figures } from "./figures";
import { IssueLists } from "./issue-lists";
import { NoEventsYet } from "./no-events-yet";
import { overviewQuery } from "./queries";

const PinnedCharts = dynamic(async () => (await import("@/components/logs/pinned-charts")).PinnedCharts, {
  ssr: false,
});

/** A project in a page: six figures, events over time, what is new, who is affected. */
export function OverviewView({ project }: { project: Project }) {
  const { slug } = project;
  const deadLetterCount = useShell().projects.find(({ id }) => id === project.id)?.deadLetterCount ?? 0;
  const [periodId, choose] = useQueryState(
    "period",
    parseAsStringLiteral(periodIds).withDefault(defaultPeriod),
  );
  const [asked, chooseEnvironment] = useQueryState("env", parseAsString);
  const env = asked || undefined;
  const environments = useQuery(environmentsQuery([slug])).data ?? [];
  const names = new Set([...environments, ...(env === undefined ? [] : [env])]);
  const { data, isError, isPlaceholderData } = useQuery(overviewQuery(slug, { period: periodId, env }));
  const period = periods.find(({ id }) => id === periodId) ?? periods[1];
  const isEmpty = project.firstEventAt === null && !data?.eventTotal.now;
  return (
    <>
      <ProjectHeader slug={slug} name={project.name} current="Overview">
        {names.size > 0 ? (
          <Select
            label="Environment"
            prefix={env === undefined ? undefined : "env"}
            value={env === undefined ? "any" : `=${env}`}
            onValueChange={(value) => void chooseEnvironment(value === "any" ? null : value.slice(1))}
            options={[
              { value: "any", label: "All envs" },
              ...[...names].map((name) => ({ value: `=${name}`, label: name })),
            ]}
          />
        ) : null}
        <Select
          label="Period"
          value={periodId}
          onValueChange={(value) => void choose(periodIds.find((id) => id === value) ?? null)}
          options={periods.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </ProjectHeader>
      {isError ? <RefreshError what="The figures" /> : null}
      <DeadLetterBanner slug={slug} count={deadLetterCount} />
      {isEmpty ? (
        <NoEventsYet slug={slug} name={project.name} />
      ) : data ? (
        <div className="ov" aria-busy={isPlaceholderData}>
          <Figures slug={slug} overview={data} periodName={period.name} env={env} />
          <EventsChart overview={data} periodName={period.name} />
          <IssueLists slug={slug} overview={data} periodId={periodId} env={env} />
        </div>
      ) : (
        <SkeletonRows label="Loading the overview" />
      )}
      <PinnedCharts slug={slug} />
    </>
  );
}
