import type { Span } from "@/lib/search/grammar/ast";

/** One line of the menu below the query. */
export interface QueryOption {
  /** Unique in its menu. */
  id: string;
  label: string;
  /** The stretch of the label that was typed. */
  match: Span | null;
  note?: string;
  /** Events that have the value. */
  count?: number | null;
  level?: string;
  /** What is written in the place of `range`. */
  insert: string;
  range: Span;
  /** `goOn`: something follows, so the menu stays. `run`: the query is whole. */
  next: "goOn" | "close" | "run";
}

export interface OptionGroup {
  title: string;
  options: QueryOption[];
}
