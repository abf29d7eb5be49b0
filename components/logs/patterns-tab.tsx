"use client";

import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { Count } from "@/components/ui/number";
import { formatExact } from "@/lib/format/format-count";
import { formatPercent } from "@/lib/format/format-percent";
import type { LogPattern, LogQuestion } from "@/lib/logs/schemas";
import { faceOf } from "./level-word";
import { LinesSkeleton } from "./lines-skeleton";
import { PatternIssueButton } from "./pattern-issue";
import { logPatternsQuery } from "./queries";

/** What the lines have in common: templates with the places that differ. A click asks for the lines of one. */
export function PatternsTab({ question, onTerm }: { question: LogQuestion; onTerm: (term: string) => void }) {
  const { data, error, refetch } = useQuery(logPatternsQuery(question));
  if (!data) {
    if (error)
      return <LoadError what="The patterns" error={error} onRetry={() => void refetch()} hotkey="r" />;
    return <LinesSkeleton />;
  }
  if (data.patterns.length === 0)
    return (
      <EmptyState title="No patterns">
        <p>No line matches, so there is nothing to compare.</p>
      </EmptyState>
    );
  return (
    <div role="group" aria-label={`${formatExact(data.patternCount)} patterns`}>
      <div className="pt pt-h" aria-hidden="true">
        <span className="right">Lines</span>
        <span className="right">Share</span>
        <span>Trend</span>
        <span>Level</span>
        <span>Pattern</span>
      </div>
      {data.hasEarlier ? null : (
        <p className="lmore">No line matches in the period before, so none of these is marked as new.</p>
      )}
      {data.patterns.map((pattern) => (
        <div className="pt-w" key={pattern.id}>
          <Pattern
            pattern={pattern}
            isNew={data.hasEarlier && pattern.isNew}
            onOpen={() => onTerm(pattern.filter)}
          />
          <PatternIssueButton pattern={pattern} />
        </div>
      ))}
      {data.patternCount > data.patterns.length ? (
        <p className="lmore">
          {formatExact(data.patternCount - data.patterns.length)} rarer patterns are not listed.
        </p>
      ) : null}
    </div>
  );
}

function Pattern({ pattern, isNew, onOpen }: { pattern: LogPattern; isNew: boolean; onOpen: () => void }) {
  const { tone, word } = faceOf(pattern);
  return (
    <button type="button" className="pt" title={pattern.example.message.slice(0, 500)} onClick={onOpen}>
      <Count className="right" value={pattern.count} noun={pattern.count === 1 ? "line" : "lines"} />
      <span className="num right mut">{formatPercent(pattern.share)}</span>
      <Sparkline
        counts={pattern.trend}
        width={80}
        hot={isNew}
        label={`${formatExact(pattern.count)} lines over the period`}
      />
      <span className={`lr-l t-${tone}`}>{word}</span>
      <code className="trunc">
        {pattern.parts.map((part, at) => (
          // Parts never move: their place is their name.
          <Fragment key={`${at} ${"text" in part ? "text" : part.mask}`}>
            {"text" in part ? part.text : <em>{part.mask}</em>}
          </Fragment>
        ))}
      </code>
      {isNew ? <Chip tone="new">New</Chip> : null}
    </button>
  );
}
