import { createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs";
import { logDefaults, type LogPeriod, logPeriods, mostColumns } from "@/lib/logs/constants";
import type { LogQuestion } from "@/lib/logs/schemas";
import { maximumLength } from "@/lib/search/grammar/limits";

export { type LogPeriod, logPeriods, mostColumns };

export const logTabs = ["lines", "patterns", "chart"] as const;
export type LogTab = (typeof logTabs)[number];

/** The address of the logs: everything that decides what is shown. */
export const logAddress = {
  query: parseAsString.withDefault(""),
  project: parseAsArrayOf(parseAsString).withDefault([]),
  period: parseAsStringLiteral(logPeriods).withDefault(logDefaults.period),
  /** ISO 8601; with one of them the period does not count. */
  from: parseAsString,
  to: parseAsString,
  columns: parseAsArrayOf(parseAsString).withDefault([logDefaults.columns]),
  /** Absent: as the question has it, a table as its chart and lines as lines. */
  tab: parseAsStringLiteral(logTabs),
  /** A saved search whose tab is current, even where the page differs from it by now. */
  view: parseAsString,
};

export type LogView = {
  query: string;
  project: string[];
  period: LogPeriod;
  from: string | null;
  to: string | null;
  columns: string[];
  tab: LogTab | null;
  view: string | null;
};

/** A change of some parts; null is what stands there by default. */
export type LogViewChange = { [Name in keyof LogView]?: LogView[Name] | null };

const SLUG = /^[a-z0-9][a-z0-9-]{0,49}$/;

/** What the server is asked for a view. Parts that it would refuse are left out: an address is typed by hand, too. */
export function questionOf(view: LogView): LogQuestion {
  const question = {
    project: view.project.filter((slug) => SLUG.test(slug)).slice(0, 100),
    query: view.query.slice(0, maximumLength),
  };
  const [from, to] = [readTime(view.from), readTime(view.to)];
  if (from === null && to === null) return { ...question, from: `-${view.period}` };
  return { ...question, from: from ?? "1970-01-01T00:00:00Z", ...(to === null ? {} : { to }) };
}

function readTime(text: string | null): string | null {
  const date = new Date(text ?? "");
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The tab for the next question: of any, patterns can be looked at; all else is as that question has it. */
export function tabAfter({ tab }: Pick<LogView, "tab">): LogTab | null {
  return tab === "patterns" ? tab : null;
}

/** Columns without doubles, as many as fit. */
export function columnsOf({ columns }: Pick<LogView, "columns">): string[] {
  return [...new Set(columns.filter((name) => name !== "" && name.length <= 200))].slice(0, mostColumns);
}

const serialise = createSerializer(logAddress);

/** The search part of an address, without its `?`: what a saved search keeps. The tab of the page is left out. */
export function addressOf({ view: _view, tab: _tab, ...kept }: LogView): string {
  return serialise(kept).slice(1);
}

/** The address of the logs with some parts said. */
export function logsHref(parts: Partial<LogView>): string {
  return serialise("/logs", parts);
}

/** The permanent address of a line; with its time the server finds it sooner. */
export function lineHref({ id, time }: { id: string; time: string }): string {
  return `/logs/${id}?at=${encodeURIComponent(time)}`;
}
