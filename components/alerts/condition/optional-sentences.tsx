"use client";

import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { AmountPill } from "@/components/alerts/amount-pill";
import { MinutesPill } from "@/components/alerts/minutes-pill";
import type { MeasureSentenceProps } from "./measure-sentence";
import { RemovePart } from "./remove-part";
import { TextPill } from "./text-pill";

type OptionalSentencesProps = Pick<MeasureSentenceProps, "condition" | "shown" | "onRemove" | "faultAt"> & {
  set: (change: Partial<ThresholdCondition>) => void;
};

/** What a rule says beside its condition, a sentence each. */
export function OptionalSentences({ condition, set, shown, onRemove, faultAt }: OptionalSentencesProps) {
  const { comparison, critical, warning, resolve, clearMinutes, minimum, schedule, measure, dataset } =
    condition;
  const unit = condition.changeFrom !== null || measure.kind === "ratio" ? "%" : undefined;
  const other = comparison === "above" ? "below" : "above";
  return (
    <>
      {shown.has("warning") ? (
        <>
          Warn already {comparison}{" "}
          <AmountPill
            label="Warning threshold"
            unit={unit}
            value={warning ?? critical}
            fault={faultAt("warning")}
            onChange={(next) => set({ warning: next })}
          />
          <RemovePart part="warning" onRemove={onRemove} />.{" "}
        </>
      ) : null}
      {shown.has("clear") ? (
        <>
          Clear when it stays {other}{" "}
          <AmountPill
            label="Clear threshold"
            unit={unit}
            value={resolve ?? warning ?? critical}
            fault={faultAt("resolve")}
            onChange={(next) => set({ resolve: next })}
          />{" "}
          for{" "}
          <MinutesPill
            label="Clear window"
            value={clearMinutes}
            least={0}
            fault={faultAt("clearMinutes")}
            onChange={(next) => set({ clearMinutes: next })}
          />
          <RemovePart part="clear" onRemove={onRemove} />.{" "}
        </>
      ) : null}
      {shown.has("minimum") ? (
        <>
          Only if there are{" "}
          <AmountPill
            label="Minimum"
            value={minimum}
            isWhole
            least={0}
            most={1_000_000}
            fault={faultAt("minimum")}
            onChange={(next) => set({ minimum: next })}
          />{" "}
          {dataset === "logs" ? "lines" : "events"} or more
          <RemovePart part="minimum" onRemove={onRemove} />.{" "}
        </>
      ) : null}
      {shown.has("schedule") && schedule !== null ? (
        <>
          Checked by cron at{" "}
          <TextPill
            label="Cron schedule"
            value={schedule.cron}
            fault={faultAt("schedule.cron")}
            missing="Use five fields, such as */5 * * * *."
            onChange={(cron) => set({ schedule: { ...schedule, cron } })}
          />{" "}
          in{" "}
          <TextPill
            label="Time zone"
            value={schedule.timeZone}
            known={Intl.supportedValuesOf("timeZone")}
            fault={faultAt("schedule.timeZone")}
            missing="Use a time zone, such as Europe/Berlin."
            onChange={(timeZone) => set({ schedule: { ...schedule, timeZone } })}
          />
          <RemovePart part="schedule" onRemove={onRemove} />.
        </>
      ) : null}
    </>
  );
}
