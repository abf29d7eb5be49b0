"use client";

import { classNames } from "@/components/ui/class-names";

type QueryPillProps = {
  /** The accessible name. */
  label: string;
  query: string;
  /** What stands there without a query. */
  empty: string;
  isOpen: boolean;
  isFaulty: boolean;
  /** The id of the field that it opens. */
  controls: string;
  onToggle: () => void;
};

/** The query of a sentence; the field to write it in opens under the sentence. */
export function QueryPill({ label, query, empty, isOpen, isFaulty, controls, onToggle }: QueryPillProps) {
  const text = query.trim() === "" ? empty : query;
  return (
    <button
      type="button"
      className={classNames("pill pq", isFaulty && "is-error")}
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      aria-label={`${label}: ${text}`}
      onClick={onToggle}
    >
      {query.trim() === "" ? text : <code className="trunc">{query}</code>}
    </button>
  );
}
