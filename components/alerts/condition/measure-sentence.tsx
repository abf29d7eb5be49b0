"use client";

import type { ReactNode } from "react";
import { ChoicePill } from "@/components/alerts/choice-pill";
import type { Measure, ThresholdCondition } from "@/lib/alerts/schemas";
import { AmountPill } from "@/components/alerts/amount-pill";
import { MinutesPill } from "@/components/alerts/minutes-pill";
import { FieldPill } from "./field-pill";
import { changeMeasure, isSwitch, type OptionalPart } from "./parts";
import { OptionalSentences } from "./optional-sentences";
import { RemovePart } from "./remove-part";

export type MeasureSentenceProps = {
  condition: ThresholdCondition;
  onChange: (condition: ThresholdCondition) => void;
  projects: ReactNode;
  query: ReactNode;
  /** The other query of a ratio. */
  other: ReactNode;
  slugs: readonly string[];
  /** Parts that are said, or that somebody has just added. */
  shown: ReadonlySet<OptionalPart>;
  onRemove: (part: OptionalPart) => void;
  faultAt: (path: string) => string | undefined;
};

/** When a measure goes beyond a threshold. */
export function MeasureSentence(props: MeasureSentenceProps) {
  const { condition, onChange, projects, query, other, slugs, shown, onRemove, faultAt } = props;
  const { dataset, measure } = condition;
  const set = (change: Partial<ThresholdCondition>) => onChange({ ...condition, ...change });
  const what = dataset === "logs" ? "log lines" : "events";
  const field = (kind: "unique" | "average" | "percentile") =>
    measure.kind === kind ? (
      <FieldPill
        label="Field"
        value={measure.field}
        dataset={dataset}
        projects={slugs}
        onChange={(name) => set({ measure: { ...measure, field: name } })}
      />
    ) : null;
  const window = (
    <MinutesPill
      label="Window"
      value={condition.windowMinutes}
      fault={faultAt("windowMinutes")}
      onChange={(windowMinutes) => set({ windowMinutes })}
    />
  );
  return (
    <>
      When{" "}
      <ChoicePill
        label="What is measured"
        value={measure.kind}
        options={choicesFor(dataset)}
        onChange={(kind) => onChange(changeMeasure(condition, kind))}
      />{" "}
      {measure.kind === "percentile" ? (
        <>
          <AmountPill
            label="Percentile"
            value={measure.percentile}
            least={1}
            most={99.9}
            fault={faultAt("measure.percentile")}
            onChange={(percentile) => set({ measure: { ...measure, percentile } })}
          />{" "}
          of{" "}
        </>
      ) : null}
      {field("unique") ?? field("average") ?? field("percentile")}
      {"field" in measure ? ` of ${what} ` : ""}
      in {projects} matching {query}
      {measure.kind === "ratio" ? (
        <>
          , of all {what} matching {other},
        </>
      ) : null}{" "}
      {isSwitch(measure) ? (
        <>
          {measure.kind === "silence" ? "for" : "within"} {window}
        </>
      ) : (
        <>
          <Threshold condition={condition} set={set} onRemove={onRemove} faultAt={faultAt} /> within {window}
        </>
      )}
      {shown.has("groupBy") ? (
        <Groups condition={condition} set={set} slugs={slugs} onRemove={() => onRemove("groupBy")} />
      ) : null}
      {shown.has("checks") ? (
        <>
          {" "}
          for{" "}
          <AmountPill
            label="Checks in a row"
            unit="checks"
            value={condition.checks}
            isWhole
            least={1}
            most={60}
            fault={faultAt("checks")}
            onChange={(checks) => set({ checks })}
          />{" "}
          in a row
          <RemovePart part="checks" onRemove={onRemove} />
        </>
      ) : null}
      , notify. <OptionalSentences {...props} set={set} />
    </>
  );
}

type PartProps = Pick<MeasureSentenceProps, "condition" | "onRemove" | "faultAt"> & {
  set: (change: Partial<ThresholdCondition>) => void;
};

/** "goes above 120", or of a change "changes by more than 50 % against the week before". */
function Threshold({ condition, set, onRemove, faultAt }: PartProps) {
  const { comparison, critical, changeFrom, measure } = condition;
  const isChange = changeFrom !== null;
  const unit = isChange || measure.kind === "ratio" ? "%" : measure.kind === "rate" ? "a minute" : undefined;
  return (
    <>
      {isChange ? "changes by" : "goes"}{" "}
      <ChoicePill
        label="Comparison"
        value={comparison}
        options={[
          { value: "above", label: isChange ? "more than" : "above" },
          { value: "below", label: isChange ? "less than" : "below" },
        ]}
        onChange={(next) => set({ comparison: next })}
      />{" "}
      <AmountPill
        label="Threshold"
        unit={unit}
        value={critical}
        fault={faultAt("critical")}
        onChange={(next) => set({ critical: next })}
      />
      {isChange ? (
        <>
          {" "}
          against{" "}
          <ChoicePill
            label="Compared with"
            value={changeFrom}
            options={[
              { value: "hour", label: "the hour before" },
              { value: "day", label: "the day before" },
              { value: "week", label: "the week before" },
            ]}
            onChange={(next) => set({ changeFrom: next })}
          />
          <RemovePart part="change" onRemove={onRemove} />
        </>
      ) : null}
    </>
  );
}

const MOST_GROUPS = 3;

/** "per environment and release". */
function Groups({
  condition,
  set,
  slugs,
  onRemove,
}: Omit<PartProps, "onRemove" | "faultAt"> & { slugs: readonly string[]; onRemove: () => void }) {
  const { groupBy, dataset } = condition;
  const change = (place: number, name: string | null) => {
    const next = groupBy.flatMap((one, at) => (at === place ? (name === null ? [] : [name]) : [one]));
    if (next.length === 0) onRemove();
    else set({ groupBy: next });
  };
  return (
    <>
      {" "}
      per{" "}
      {groupBy.map((name, place) => (
        // Fields have no other name than their place.
        <span key={`${place + 1}. of ${groupBy.length}`}>
          {place > 0 ? " and " : ""}
          <FieldPill
            label={`Group ${place + 1}`}
            value={name}
            dataset={dataset}
            projects={slugs}
            onChange={(next) => change(place, next)}
          />
          <RemovePart
            part="groupBy"
            name={groupBy.length > 1 ? `group ${place + 1}` : undefined}
            onRemove={() => change(place, null)}
          />
        </span>
      ))}
      {groupBy.length < MOST_GROUPS ? (
        <button type="button" className="pill-add" onClick={() => set({ groupBy: [...groupBy, ""] })}>
          and…
        </button>
      ) : null}
    </>
  );
}

function choicesFor(
  dataset: ThresholdCondition["dataset"],
): readonly { value: Measure["kind"]; label: string }[] {
  const what = dataset === "logs" ? "log lines" : "events";
  return [
    { value: "count", label: `the number of ${what}` },
    { value: "rate", label: `the rate of ${what}` },
    { value: "unique", label: "the number of different" },
    { value: "average", label: "the average of" },
    { value: "percentile", label: "the percentile" },
    { value: "ratio", label: `the share of ${what}` },
    { value: "silence", label: dataset === "logs" ? "no log line arrives" : "no event arrives" },
    ...(dataset === "logs" ? [{ value: "new_pattern", label: "a new pattern appears" } as const] : []),
  ];
}
