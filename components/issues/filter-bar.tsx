"use client";

import { useQuery } from "@tanstack/react-query";
import { Box, Clock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { FacetButton } from "@/components/facets/facet-button";
import { useShell } from "@/components/layout/shell-context";
import { QueryBar } from "@/components/search/query-bar";
import { Button } from "@/components/ui/button";
import { Select, type SelectOption } from "@/components/ui/select";
import { addressOf } from "@/components/views/tabs";
import { useViews } from "@/components/views/use-views";
import { formatTime } from "@/lib/format/format-time";
import { type IssuePeriod, issuePeriods } from "@/lib/issues/constants";
import type { IssueFilter, QueryReport } from "@/lib/issues/schemas";
import { LevelFilter } from "./level-filter";
import { environmentsQuery } from "./queries";
import type { useView } from "./use-view";
import type { View } from "./view";

const SaveDialog = dynamic(async () => (await import("@/components/views/save-dialog")).SaveDialog, {
  ssr: false,
});

/** A choice that is in the address and in no menu: several projects, an exact span. */
const AS_ADDRESSED = "as addressed";

const PERIODS: Record<IssuePeriod, string> = {
  "1h": "1 hour",
  "24h": "24 hours",
  "7d": "7 days",
  "14d": "14 days",
  "30d": "30 days",
  "90d": "90 days",
};

type FilterBarProps = {
  filter: IssueFilter;
  /** What the server made of the query; undefined while it has not answered. */
  report: QueryReport | undefined;
} & Pick<ReturnType<typeof useView>, "view" | "changeView">;

/** Scope first, question second: project, environment, period, level, then the query. */
export function FilterBar({ view, filter, report, changeView }: FilterBarProps) {
  const { projects } = useShell();
  const environments = useQuery(environmentsQuery(filter.projects));
  const { isChanged } = useViews(view, report);
  /** Null until somebody asked for the dialog. */
  const [saving, setSaving] = useState<boolean | null>(null);
  const chosen = view.project.length > 1 ? AS_ADDRESSED : (view.project[0] ?? "all");
  const names = new Set([...(environments.data ?? []), ...(view.env ? [view.env] : [])]);
  return (
    <div className="sub">
      <div className="btn-group">
        <Select
          label="Project"
          icon={<Box className="i" />}
          value={chosen}
          onValueChange={(slug) => changeView({ project: slug === "all" ? null : [slug] })}
          options={[
            { value: "all", label: "All projects" },
            ...withAddressed(
              projects.map(({ slug, name }) => ({ value: slug, label: name })),
              chosen,
              view.project.length > 1 ? `${view.project.length} projects` : chosen,
            ),
          ]}
        />
        <Select
          label="Environment"
          prefix={view.env === null ? undefined : "env"}
          value={view.env === null ? "any" : `=${view.env}`}
          onValueChange={(value) => changeView({ env: value === "any" ? null : value.slice(1) })}
          options={[
            { value: "any", label: "All envs" },
            ...[...names].map((name) => ({ value: `=${name}`, label: name })),
          ]}
        />
        <Select
          label="Period"
          icon={<Clock className="i" />}
          value={spanOf(view) ? AS_ADDRESSED : view.period}
          onValueChange={(period) => changeView({ period: period as IssuePeriod, from: null, to: null })}
          options={withAddressed(
            issuePeriods.map((period) => ({ value: period, label: PERIODS[period] })),
            spanOf(view) ? AS_ADDRESSED : view.period,
            spanOf(view) ?? "",
          )}
        />
        <LevelFilter levels={filter.levels} onChange={(level) => changeView({ level })} />
      </div>
      <QueryBar
        query={view.query}
        report={report}
        projects={filter.projects}
        onRun={(query) => changeView({ query: query || null })}
      />
      {isChanged ? (
        <Button className="d-only" onClick={() => setSaving(true)}>
          Save view
        </Button>
      ) : null}
      <FacetButton />
      {saving === null ? null : (
        <SaveDialog
          subject="issues"
          address={addressOf(view)}
          open={saving}
          onOpenChange={setSaving}
          onSaved={(id) => changeView({ view: id })}
        />
      )}
    </div>
  );
}

/** The options, and the present choice if it is none of them. */
function withAddressed(options: SelectOption[], value: string, label: string): SelectOption[] {
  if (value === "all" || options.some((option) => option.value === value)) return options;
  return [...options, { value, label }];
}

/** The exact span of an address, in UTC so that it reads the same for everybody. */
function spanOf(view: View): string | null {
  if (!view.from && !view.to) return null;
  const now = Date.now();
  const from = view.from ? formatTime(view.from, { now }) : "start";
  return `${from} to ${view.to ? formatTime(view.to, { now }) : "now"}`;
}
