"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useEffect, useReducer, useRef } from "react";
import {
  nothingSelected,
  type RowAction,
  type RowSelection,
  selectRows,
} from "@/components/issues/row-selection";
import { useRowKeys } from "@/components/issues/use-row-keys";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { RuleSummary } from "@/lib/alerts/schemas";
import { AlertTabs } from "./alert-tabs";
import { filterRules, type RuleFilter } from "./filter-rules";
import { MailBanner } from "./mail-banner";
import { NoRules } from "./no-rules";
import { rulesQuery } from "./queries";
import { RuleFilters } from "./rule-filters";
import { RuleRow } from "./rule-row";
import { ruleStates } from "./rule-state";
import { useNow } from "./use-now";
import { useRuleActs } from "./use-rule-acts";

const shape = {
  project: parseAsString.withDefault(""),
  state: parseAsStringLiteral(ruleStates),
  words: parseAsString.withDefault(""),
};

/** Every rule, with how it stands and what can be done with it at once. */
export function RuleList({ isMailOff }: { isMailOff: boolean }) {
  const { canWork } = useShell();
  const [filter, setFilter] = useQueryStates(shape, { history: "replace" });
  const { data, error, refetch } = useQuery(rulesQuery);
  const acts = useRuleActs();
  const now = useNow(15_000);
  const router = useRouter();
  useHotkeys(
    [{ keys: "n", label: "New alert", group: "Lists", run: () => router.push(paths.newAlert) }],
    canWork,
  );
  const all = data?.rules ?? [];
  const rules = filterRules(all, filter, now);
  const change = (next: Partial<RuleFilter>) =>
    void setFilter(next, { history: next.words === undefined ? "push" : "replace" });
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Alerts</h1>
        <span className="sep d-only" />
        <AlertTabs current="alerts" />
        <span className="grow" />
        {canWork ? (
          <ButtonLink
            variant={all.length > 0 ? "primary" : "default"}
            icon={<Plus className="i" />}
            href={paths.newAlert}
          >
            New alert
          </ButtonLink>
        ) : null}
      </header>
      {all.length > 0 ? <RuleFilters filter={filter} onChange={change} /> : null}
      {isMailOff ? <MailBanner /> : null}
      {error && data ? <RefreshError what="The alerts" /> : null}
      {data === undefined ? (
        error ? (
          <LoadError what="The alerts" error={error} onRetry={() => void refetch()} hotkey="r" />
        ) : (
          <SkeletonRows label="Loading the alerts" />
        )
      ) : all.length === 0 ? (
        <NoRules acts={acts} />
      ) : rules.length === 0 ? (
        <EmptyState
          title="No alert matches"
          actions={<Button onClick={() => void setFilter(null)}>Show all alerts</Button>}
        >
          <p>{all.length === 1 ? "1 alert is" : `${all.length} alerts are`} there without these filters.</p>
        </EmptyState>
      ) : (
        <Rows rules={rules} now={now} acts={acts} retry={() => void refetch()} />
      )}
    </>
  );
}

type RowsProps = {
  rules: readonly RuleSummary[];
  now: number;
  acts: ReturnType<typeof useRuleActs>;
  retry: () => void;
};

function Rows({ rules, now, acts, retry }: RowsProps) {
  const grid = useRef<HTMLDivElement>(null);
  const ids = rules.map(({ id }) => id);
  const [selection, dispatch] = useReducer(
    (state: RowSelection, action: RowAction) => selectRows(state, action, ids),
    nothingSelected,
  );
  const { cursor, moves } = selection;
  const tabStop = cursor !== null && ids.includes(cursor) ? cursor : ids[0];
  useRowKeys({
    dispatch,
    path: cursor && paths.alert(cursor),
    more: [{ keys: "r", label: "Retry after an error", group: "Lists", run: retry }],
  });
  useEffect(() => {
    if (moves === 0) return;
    const rows = grid.current?.querySelectorAll<HTMLElement>("[data-rule]") ?? [];
    [...rows].find((row) => row.dataset.rule === cursor)?.focus();
  }, [moves, cursor]);
  return (
    <div className="listwrap al-grid">
      <div ref={grid} role="grid" aria-label="Alerts" aria-rowcount={rules.length + 1}>
        <div className="ihead al-row" role="row" aria-rowindex={1}>
          <span role="columnheader">
            <span className="vh">State</span>
          </span>
          <span role="columnheader">Alert</span>
          <span role="columnheader" className="al-prj">
            Projects
          </span>
          <span role="columnheader" className="al-val right">
            Value
          </span>
          <span role="columnheader" className="al-last right">
            Last fired
          </span>
          <span role="columnheader" className="al-own">
            Owner
          </span>
          <span role="columnheader" className="al-sw">
            On
          </span>
          <span role="columnheader" className="al-menu">
            <span className="vh">Options</span>
          </span>
        </div>
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            index={index}
            now={now}
            isCursor={rule.id === cursor}
            isTabStop={rule.id === tabStop}
            onPoint={() => dispatch({ type: "point", id: rule.id })}
            acts={acts}
          />
        ))}
      </div>
    </div>
  );
}
