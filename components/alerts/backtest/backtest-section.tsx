"use client";

import { type ReactNode, useId, useState } from "react";
import type { BacktestSectionProps } from "@/components/alerts/section-props";
import { minutesText } from "@/components/alerts/words";
import { classNames } from "@/components/ui/class-names";
import { LoadError } from "@/components/ui/load-error";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { RuleInput } from "@/lib/alerts/schemas";
import { type Period, periods, useDays } from "./days";
import { FiringsTable } from "./firings-table";
import { PastChart } from "./past-chart";
import type { Replayed } from "./queries";
import { keepTries } from "./shape-past";
import { Tries } from "./tries";
import { useBacktest } from "./use-backtest";
import { useElapsed } from "./use-elapsed";
import { headingOf, verdictOf } from "./verdict";
import "./backtest.css";

const OPTIONS = periods.map((days) => ({
  value: String(days),
  label: days === 1 ? "1 day" : `${days} days`,
}));

/** What the draft would have done in the past: replayed as it is edited. */
export function BacktestSection({ draft, onChange, isReadOnly }: BacktestSectionProps) {
  const id = useId();
  const [days, setDays] = useDays();
  const { replayed, error, isUnfinished, isOld, isFetching, faults, refetch } = useBacktest(draft);
  const isRefused = faults !== null && (faults.queries !== null || Object.keys(faults.fields).length > 0);
  return (
    <section className="fs" aria-labelledby={id} aria-busy={isFetching}>
      <div className="row">
        <h2 id={id}>{headingOf(days)}</h2>
        <span className="grow" />
        <Segmented
          label="Period of the back-test"
          size="sm"
          value={String(days)}
          onValueChange={(value) => setDays(Number(value) as Period)}
          options={OPTIONS}
        />
      </div>
      <Progress isFetching={isFetching} isOld={isOld} replayed={replayed}>
        {isUnfinished
          ? "Finish the sentence, and its past appears here."
          : isRefused
            ? "The condition cannot be used as it stands; what is wrong with it stands above."
            : null}
      </Progress>
      {replayed === null ? (
        error !== null && !isRefused ? (
          <LoadError what="The past" error={error} onRetry={refetch} />
        ) : isFetching ? (
          <Skeleton width="100%" height="168px" />
        ) : null
      ) : (
        <>
          {error !== null && !isRefused ? (
            <p className="help err" role="alert">
              {error.message}{" "}
              <button type="button" className="link" onClick={refetch}>
                Retry
              </button>
            </p>
          ) : null}
          <Past replayed={replayed} isOld={isOld} draft={draft} onChange={isReadOnly ? null : onChange} />
        </>
      )}
    </section>
  );
}

/** How long it takes, while it takes longer than a moment; and how long it took. */
function Progress({
  isFetching,
  isOld,
  replayed,
  children,
}: {
  isFetching: boolean;
  isOld: boolean;
  replayed: Replayed | null;
  children: ReactNode;
}) {
  const seconds = useElapsed(isFetching);
  const took = replayed && !isOld ? `Replayed in ${(replayed.tookMs / 1000).toFixed(1)} s. ` : "";
  return (
    <p className="mut small bt-note" role="status">
      {children ??
        (isFetching
          ? `Replaying the past${seconds > 0 ? `: ${seconds} s` : ""}…`
          : `${took}${noteOf(replayed)}`)}
    </p>
  );
}

function noteOf(replayed: Replayed | null): string {
  if (replayed === null) return "";
  const { condition } = replayed.question;
  const step = minutesText(Math.round(replayed.past.stepMs / 60_000));
  if (condition.kind === "issue") return "Moments at which it would have told.";
  const worst = condition.comparison === "below" ? "Lowest" : "Highest";
  return `${worst} value of ${minutesText(condition.windowMinutes)}, by steps of ${step}.`;
}

function Past({
  replayed,
  isOld,
  draft,
  onChange,
}: {
  replayed: Replayed;
  isOld: boolean;
  draft: RuleInput;
  onChange: ((next: RuleInput) => void) | null;
}) {
  const { past, question } = replayed;
  const [kept, setKept] = useState(() => ({ replayed, tries: keepTries(null, replayed) }));
  if (kept.replayed !== replayed) {
    const before = { question: kept.replayed.question, tries: kept.tries };
    setKept({ replayed, tries: keepTries(before, replayed) });
  }
  const { condition } = draft.definition;
  const verdict = verdictOf(replayed);
  const tryLimit = (critical: number) => {
    if (onChange === null || condition.kind === "issue") return;
    // Its other thresholds keep their distance, as they were replayed.
    const share = condition.critical === 0 ? 1 : critical / condition.critical;
    const by = (limit: number | null) => (limit === null ? null : Math.round(limit * share * 100) / 100);
    const next = { ...condition, critical, warning: by(condition.warning), resolve: by(condition.resolve) };
    onChange({ ...draft, definition: { ...draft.definition, condition: next } });
  };
  return (
    <div className={classNames("bt-past", isOld && "is-old")}>
      <p className="verdict">
        {verdict.map(({ text, isStrong }) => (isStrong ? <b key={text}>{text}</b> : text))}
      </p>
      <PastChart replayed={replayed} label={verdict.map(({ text }) => text).join("")} />
      {onChange === null || condition.kind === "issue" || kept.tries.length === 0 ? null : (
        <Tries tries={kept.tries} critical={condition.critical} onTry={tryLimit} />
      )}
      {past.notes.map((note) => (
        <p key={note} className="help">
          {note}
        </p>
      ))}
      {past.firings.length === 0 && past.values.every((value) => value === null || value === 0) ? (
        <p className="mut">
          Nothing matched in {question.days === 1 ? "the past day" : `the past ${question.days} days`}.
        </p>
      ) : null}
      <FiringsTable key={JSON.stringify(question)} replayed={replayed} />
    </div>
  );
}
