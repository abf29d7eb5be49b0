import type { SearchValues } from "@/lib/issues/schemas";
import type { Span } from "@/lib/search/grammar/ast";
import type { QueryError } from "@/lib/search/grammar/query-error";
import type { QueryToken } from "@/lib/search/grammar/token";
import type { OptionGroup } from "./option";
import type { PaintedGroup } from "./paint-query";
import type { searchValuesQuery } from "./queries";

/** What could come next at the caret. */
export interface Suggestion {
  /** What stands there of it so far. */
  typed: string;
  /** What the server knows about this place; null when nothing. */
  ask: { key: string; prefix: string } | null;
  /** The menu, with what the server answered. */
  list: (found: SearchValues["values"]) => OptionGroup[];
}

/** A language as the query bar uses it; loaded when somebody first needs it. */
export interface QueryTools {
  readQuery: (text: string) => { tokens: readonly QueryToken[]; errors: QueryError[] };
  toCanonical: (text: string) => { text: string; errors: readonly unknown[] };
  paintQuery: (
    text: string,
    tokens: readonly QueryToken[],
    errors: readonly { from: number; to: number }[],
  ) => PaintedGroup[];
  suggest: (text: string, caret: number) => Suggestion;
  replaceUnknown: (text: string, key: string, by: string) => string;
  /** Values that may be slips of the pen, though they can be asked for. */
  listHints?: (text: string) => QueryHint[];
}

/** A value and what may have been meant. */
export interface QueryHint extends Span {
  message: string;
  suggestions: string[];
}

/** What a query bar searches. */
export interface QuerySubject {
  /** The name of the field: `Search issues`. */
  label: string;
  /** The language is written in several lines: Shift Enter begins one. */
  isMultiline?: true;
  /** Where the browser keeps earlier searches. */
  recentAs: string;
  loadTools: () => Promise<QueryTools>;
  useTools: (wanted: boolean) => QueryTools | null;
  valuesQuery: (
    key: string,
    prefix: string,
    projects: readonly string[],
  ) => ReturnType<typeof searchValuesQuery>;
}
