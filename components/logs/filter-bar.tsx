"use client";

import { Box, CornerDownLeft } from "lucide-react";
import { useRef } from "react";
import { useShell } from "@/components/layout/shell-context";
import { QueryBar, type QueryBarHandle } from "@/components/search/query-bar";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { LogQueryReport } from "@/lib/logs/schemas";
import { logSubject } from "./log-subject";
import { PeriodPicker } from "./period-picker";
import type { ChangeLogView } from "./use-log-view";
import { type LogView, tabAfter } from "./view";

type FilterBarProps = {
  view: LogView;
  /** What the server made of the question; undefined while it has not answered. */
  report: LogQueryReport | undefined;
  changeView: ChangeLogView;
  /** Asks the same once more: lines have come since. */
  onAgain: () => void;
};

/** Scope first, question second. */
export function FilterBar({ view, report, changeView, onAgain }: FilterBarProps) {
  const bar = useRef<QueryBarHandle>(null);
  const { projects } = useShell();
  const [only] = view.project;
  const chosen = view.project.length > 1 ? "as addressed" : (only ?? "all");
  const known = projects.map(({ slug, name }) => ({ value: slug, label: name }));
  const addressed =
    chosen === "all" || known.some(({ value }) => value === chosen)
      ? []
      : [{ value: chosen, label: view.project.length > 1 ? `${view.project.length} projects` : chosen }];
  return (
    <div className="sub">
      <div className="btn-group">
        <Select
          label="Project"
          icon={<Box className="i" />}
          value={chosen}
          onValueChange={(slug) => changeView({ project: slug === "all" ? null : [slug] })}
          options={[{ value: "all", label: "All projects" }, ...known, ...addressed]}
        />
        <PeriodPicker view={view} changeView={changeView} />
      </div>
      <QueryBar
        subject={logSubject}
        query={view.query}
        report={report}
        projects={view.project}
        onRun={(query) => changeView({ query: query || null, tab: tabAfter(view) })}
        onAgain={onAgain}
        ref={bar}
      />
      <Button className="d-only" variant="primary" onClick={() => bar.current?.run()}>
        Run
        <kbd aria-hidden="true">
          <CornerDownLeft className="i" />
        </kbd>
      </Button>
    </div>
  );
}
