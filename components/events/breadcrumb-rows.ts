import type { Breadcrumb, Event, Json, JsonObject, Level } from "@/lib/protocol/event";

export type CrumbKind =
  | "navigation"
  | "http"
  | "click"
  | "input"
  | "console"
  | "query"
  | "exception"
  | "other";

/** One breadcrumb as it is shown. */
export type CrumbRow = {
  key: string;
  /** Milliseconds relative to the event, negative before it; null when nobody said when. */
  offsetMs: number | null;
  kind: CrumbKind;
  category: string;
  message: string;
  /** Status and duration of a request. */
  aside: string;
  level: Level;
  /** What the row does not say yet. */
  data: JsonObject | null;
};

/** Breadcrumbs in the order of the client, then the event itself as the last row. */
export function breadcrumbRows(event: Event, itself: string): CrumbRow[] {
  const at = Date.parse(event.timestamp);
  const rows = (event.breadcrumbs?.values ?? []).map((crumb, index) => rowOf(crumb, `${index}`, at));
  const last: CrumbRow = {
    key: "event",
    offsetMs: 0,
    kind: "exception",
    category: event.exception ? "exception" : "event",
    message: itself,
    aside: "",
    level: event.level,
    data: null,
  };
  return [...rows, last];
}

/** A time relative to the event: "−41.802s", "−20m 34s", "−5h 12m". */
export function formatOffset(offsetMs: number | null): string {
  if (offsetMs === null) return "–";
  const sign = offsetMs < 0 ? "−" : offsetMs > 0 ? "+" : "";
  const ms = Math.abs(offsetMs);
  if (ms < 1_000_000) return `${sign}${(ms / 1000).toFixed(3)}s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1000) return `${sign}${minutes}m ${Math.floor((ms % 60_000) / 1000)}s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${sign}${hours}h ${minutes % 60}m`
    : `${sign}${Math.floor(hours / 24)}d ${hours % 24}h`;
}

function rowOf(crumb: Breadcrumb, key: string, at: number): CrumbRow {
  const kind = kindOf(crumb);
  const time = crumb.timestamp === undefined ? Number.NaN : Date.parse(crumb.timestamp);
  const told = tell(crumb, kind);
  const rest = Object.entries(crumb.data ?? {}).filter(([name]) => !told.used.includes(name));
  return {
    key,
    offsetMs: Number.isNaN(time) ? null : time - at,
    kind,
    category: crumb.category ?? crumb.type,
    message: told.message,
    aside: told.aside,
    level: crumb.level,
    data: rest.length > 0 ? Object.fromEntries(rest) : null,
  };
}

type Told = { message: string; aside: string; used: readonly string[] };

/** The sentence of a breadcrumb, and which of its data that sentence has used up. */
function tell({ message, data = {} }: Breadcrumb, kind: CrumbKind): Told {
  if (kind === "navigation" && isText(data.to)) {
    const from = isText(data.from) ? `${data.from} → ` : "";
    return { message: message || `${from}${data.to}`, aside: "", used: message ? [] : ["from", "to"] };
  }
  if (kind === "http" && isText(data.url)) {
    const method = isText(data.method) ? `${data.method} ` : "";
    const status = data.status_code ?? data.status;
    const aside = [status, durationOf(data)]
      .filter((part) => isText(part) || typeof part === "number")
      .join(" · ");
    const used = [...(message ? [] : ["url", "method"]), "status_code", "status", "duration"];
    return { message: message || `${method}${data.url}`, aside, used };
  }
  return { message: message ?? "", aside: "", used: [] };
}

function durationOf({ duration }: JsonObject): string | undefined {
  return typeof duration === "number" ? `${Math.round(duration)}ms` : undefined;
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value !== "";
}

const KINDS: [CrumbKind, (name: string) => boolean][] = [
  ["navigation", (name) => name === "navigation"],
  ["http", (name) => ["http", "xhr", "fetch", "httplib", "requests", "urllib"].includes(name)],
  ["click", (name) => name === "ui.click" || name === "ui.tap"],
  ["input", (name) => name === "ui.input" || name === "ui.keypress"],
  ["console", (name) => name === "console" || name === "log" || name === "debug"],
  ["query", (name) => name === "query" || name === "sql" || name === "db" || name.startsWith("db.")],
  ["exception", (name) => name === "exception" || name === "error" || name === "sentry.event"],
];

function kindOf({ type, category }: Breadcrumb): CrumbKind {
  for (const name of [category, type]) {
    const found = name && KINDS.find(([, matches]) => matches(name));
    if (found) return found[0];
  }
  return type === "ui" ? "click" : "other";
}
