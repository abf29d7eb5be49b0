"use client";

import { type ReactNode, useId } from "react";
import { StackedBarChart } from "@/components/charts/stacked-bar-chart";
import { formatCount, formatExact } from "@/lib/format/format-count";
import type { ProjectStats } from "@/lib/stats/schemas";
import { OutcomeMark } from "./outcome-mark";
import { outcomeLook } from "./reasons";
import { stepName } from "./step-name";

type ChartProps = {
  /** What was received; everything when it is left out. */
  title?: string;
  stats: ProjectStats;
  periodName: string;
  /** Outcomes that the bars leave out; the legend keeps them. */
  hidden: readonly string[];
  onToggle: (outcome: string) => void;
  /** Below the bars. */
  children?: ReactNode;
};

/** Everything received over the period, in layers of what became of it; the legend sums up to the total. */
export function OutcomesChart({
  title = "Received",
  stats,
  periodName,
  hidden,
  onToggle,
  children,
}: ChartProps) {
  const heading = useId();
  const { outcomes, receivedTotal, stepMs } = stats;
  const parts = outcomes.map(
    ({ outcome, total }) => `${formatExact(total)} ${nameOf(outcome).toLowerCase()}`,
  );
  const left = hidden.filter((outcome) => outcomes.some((one) => one.outcome === outcome)).map(nameOf);
  return (
    <section className="ov-c" aria-labelledby={heading}>
      <div className="sec-h">
        <h2 id={heading}>
          {title}{" "}
          <span className="n num" title={formatExact(receivedTotal)}>
            {formatCount(receivedTotal)}
          </span>
        </h2>
        <span className="mut small">per {stepName(stepMs)}</span>
        <span className="grow" />
        <div className="leg" role="group" aria-label={`${title}: the sum of these`}>
          {outcomes.toReversed().map(({ outcome, total }, index) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={!hidden.includes(outcome)}
              onClick={() => onToggle(outcome)}
            >
              <OutcomeMark outcome={outcome} />
              <span>{nameOf(outcome)}</span>
              <span className="num" title={formatExact(total)}>
                {formatCount(total)}
              </span>
              {index < outcomes.length - 1 ? (
                <span className="leg-plus" aria-hidden="true">
                  +
                </span>
              ) : null}
            </button>
          ))}
        </div>
      </div>
      <StackedBarChart
        from={Date.parse(stats.from)}
        bucketMs={stepMs}
        noun={left.length > 0 ? "shown" : "received"}
        series={outcomes
          .filter(({ outcome }) => !hidden.includes(outcome))
          .map(({ outcome, counts }) => ({
            id: outcome,
            name: nameOf(outcome),
            tone: outcomeLook(outcome).tone,
            counts,
          }))}
        label={[
          `${title} over ${periodName}: ${formatExact(receivedTotal)}, of these ${parts.toReversed().join(", ")}`,
          left.length > 0 ? `the bars leave out ${left.join(", ").toLowerCase()}` : "",
        ]
          .filter(Boolean)
          .join("; ")}
      />
      {children}
    </section>
  );
}

function nameOf(outcome: string): string {
  return outcomeLook(outcome).name;
}
