"use client";

import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { useBacktest } from "@/components/alerts/backtest/use-backtest";
import { standardThreshold } from "@/components/alerts/standard-threshold";
import type { ConditionSectionProps } from "@/components/alerts/section-props";
import { sentenceOf } from "@/components/alerts/sentence-of";
import { listText } from "@/components/alerts/words";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import type { AlertCondition, QueryFaults, ThresholdCondition } from "@/lib/alerts/schemas";
import { IssueSentence } from "./issue-sentence";
import { MeasureSentence } from "./measure-sentence";
import { addPart, changeDataset, fits, type OptionalPart, optionalParts, removePart, says } from "./parts";
import { placeFaults } from "./place-faults";
import { ProjectsPill } from "./projects-pill";
import { QueryEditor } from "./query-editor";
import { QueryPill } from "./query-pill";
import { partNames } from "./remove-part";
import "./condition.css";

const WATCHED = [
  { value: "issue", label: "Issues" },
  { value: "events", label: "Events" },
  { value: "logs", label: "Log lines" },
] as const;
type Watched = (typeof WATCHED)[number]["value"];
type QueryName = keyof QueryFaults;

/** The condition of a rule as a sentence whose boxed parts are controls. */
export function ConditionSection(props: ConditionSectionProps) {
  const id = useId();
  return (
    <section className="fs" aria-labelledby={id}>
      <h2 id={id}>Condition</h2>
      {props.isReadOnly ? (
        <p className="sentence">
          {sentenceOf(props.draft.definition.condition)} in {listText(props.draft.projects)}.
        </p>
      ) : (
        <Sentence {...props} />
      )}
    </section>
  );
}

function Sentence({ draft, onChange, faults, queryFaults }: ConditionSectionProps) {
  const id = useId();
  const { condition } = draft.definition;
  const [openQuery, setOpenQuery] = useState<QueryName | null>(null);
  const [added, setAdded] = useState<readonly OptionalPart[]>([]);
  /** What stood there before something else was watched. */
  const [before, setBefore] = useState<Partial<Record<Watched, AlertCondition>>>({});
  const backtest = useBacktest(draft);
  const { faultAt, rest } = placeFaults(faults, backtest.faults?.fields ?? {});
  const ofQueries = backtest.faults?.queries ?? queryFaults;
  const change = (next: AlertCondition) =>
    onChange({ ...draft, definition: { ...draft.definition, condition: next } });
  const watched: Watched = condition.kind === "issue" ? "issue" : condition.dataset;
  const watch = (next: Watched) => {
    setBefore({ ...before, [watched]: condition });
    setAdded([]);
    change(moveTo(next, condition, before[next]));
  };
  const shown = new Set(
    condition.kind === "issue"
      ? []
      : optionalParts.filter(
          (part) => fits(part, condition.measure) && (says(part, condition) || added.includes(part)),
        ),
  );
  const queryPill = (name: QueryName, query: string) => (
    <QueryPill
      label={name === "query" ? "Query" : "Query of all"}
      query={query}
      empty="anything"
      isOpen={openQuery === name}
      isFaulty={(ofQueries?.[name].length ?? 0) > 0}
      controls={`${id}-${name}`}
      onToggle={() => setOpenQuery(openQuery === name ? null : name)}
    />
  );
  const shared = {
    projects: (
      <ProjectsPill chosen={draft.projects} onChange={(projects) => onChange({ ...draft, projects })} />
    ),
    query: queryPill("query", condition.query),
    faultAt,
  };
  const edited = openQuery === "other" ? otherOf(condition) : openQuery === "query" ? condition.query : null;
  return (
    <>
      <Segmented label="What is watched" size="sm" value={watched} onValueChange={watch} options={WATCHED} />
      <div className="sentence" role="group" aria-label="Condition">
        {condition.kind === "issue" ? (
          <IssueSentence {...shared} condition={condition} onChange={change} />
        ) : (
          <MeasureSentence
            {...shared}
            condition={condition}
            onChange={change}
            other={queryPill("other", otherOf(condition) ?? "")}
            slugs={draft.projects}
            shown={shown}
            onRemove={(part) => {
              setAdded(added.filter((one) => one !== part));
              change(removePart(part, condition));
            }}
          />
        )}
      </div>
      {edited === null || openQuery === null ? null : (
        <QueryEditor
          key={`${openQuery} ${watched}`}
          id={`${id}-${openQuery}`}
          label={openQuery === "query" ? "Query of the condition" : "Query of all"}
          language={watched === "logs" ? "logs" : "issues"}
          query={edited}
          projects={draft.projects}
          faults={ofQueries?.[openQuery] ?? []}
          onChange={(query) => change(withQuery(condition, openQuery, query))}
          onDone={() => setOpenQuery(null)}
        />
      )}
      {rest.map((message) => (
        <p key={message} className="help err" role="alert">
          {message}
        </p>
      ))}
      {condition.kind === "issue" ? null : (
        <AddMenu
          condition={condition}
          shown={shown}
          onAdd={(part) => {
            setAdded([...added, part]);
            change(addPart(part, condition, new Intl.DateTimeFormat().resolvedOptions().timeZone));
          }}
        />
      )}
    </>
  );
}

function AddMenu({
  condition,
  shown,
  onAdd,
}: {
  condition: ThresholdCondition;
  shown: ReadonlySet<OptionalPart>;
  onAdd: (part: OptionalPart) => void;
}) {
  const offered = optionalParts.filter((part) => !shown.has(part) && fits(part, condition.measure));
  if (offered.length === 0) return null;
  return (
    <div>
      <Menu
        trigger={
          <button type="button" className="btn btn-ghost btn-sm cond-add">
            <Plus className="i" />
            Add…
          </button>
        }
      >
        {offered.map((part) => (
          <MenuItem key={part} onSelect={() => onAdd(part)}>
            {partNames[part]}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function otherOf(condition: AlertCondition): string | null {
  return condition.kind === "threshold" && condition.measure.kind === "ratio"
    ? condition.measure.other
    : null;
}

function withQuery(condition: AlertCondition, name: QueryName, query: string): AlertCondition {
  if (name === "query") return { ...condition, query };
  return condition.kind === "threshold" && condition.measure.kind === "ratio"
    ? { ...condition, measure: { ...condition.measure, other: query } }
    : condition;
}

/** The same query over something else; what was said there before stands there again. */
function moveTo(
  next: Watched,
  condition: AlertCondition,
  before: AlertCondition | undefined,
): AlertCondition {
  const { query } = condition;
  if (before) return { ...before, query };
  if (next === "issue") return { kind: "issue", triggers: ["new", "regressed"], seen: null, query };
  return condition.kind === "threshold"
    ? changeDataset(condition, next)
    : { ...standardThreshold(next, { kind: "count" }), query };
}
