import type { QueryReport } from "@/lib/issues/schemas";
import type { QueryHint, QueryTools } from "./query-subject";

type Draft = {
  draft: string;
  /** The query that runs, and what the server made of it. */
  query: string;
  report: Pick<QueryReport, "errors" | "unknown"> | undefined;
  tools: QueryTools | null;
  caret: number;
  isFocused: boolean;
  /** The text that could not be run when it was tried. */
  tried: string | null;
};

export type Judged = {
  /** Null while the language is not loaded. */
  parsed: ReturnType<QueryTools["readQuery"]> | null;
  errors: QueryReport["errors"];
  /** Errors that are underlined: while somebody types, what stands at the caret is not wrong but unfinished. */
  shown: QueryReport["errors"];
  unknown: QueryReport["unknown"];
  hints: readonly QueryHint[];
  /** There is something to say below the field. */
  hasNote: boolean;
};

/** What is wrong with what stands in the field, by its language and, of a query that runs, by the server. */
export function judgeDraft({ draft, query, report, tools, caret, isFocused, tried }: Draft): Judged {
  const parsed = tools?.readQuery(draft) ?? null;
  const ofServer = draft === query && report !== undefined ? report : null;
  const errors = parsed !== null && parsed.errors.length > 0 ? parsed.errors : (ofServer?.errors ?? []);
  const isSettled = tried === draft || !isFocused || ofServer !== null;
  const shown = isSettled ? errors : errors.filter(({ from, to }) => caret < from || caret > to);
  const unknown = errors.length > 0 ? [] : (ofServer?.unknown ?? []);
  const hints = ofServer === null || errors.length > 0 ? [] : (tools?.listHints?.(draft) ?? []);
  const hasNote = isSettled && errors.length + unknown.length + hints.length > 0;
  return { parsed, errors, shown, unknown, hints, hasNote };
}
