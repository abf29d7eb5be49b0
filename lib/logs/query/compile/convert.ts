/** What a piece of SQL gives. `time`: nanoseconds since 1970; `level`: a severity number that is shown as a word. */
export type SqlType = "text" | "number" | "boolean" | "time" | "level" | "list";

export interface Sql {
  sql: string;
  type: SqlType;
}

/** Columns and placeholders are shorter, what is calculated of them is longer. */
const REPEATED_LENGTH = 48;

/**
 * SQL that needs its operand more than once: what is calculated is named and stands there once, so that calls within calls
 * don't multiply.
 */
function onceOf(sql: string, write: (operand: string) => string): string {
  return sql.length <= REPEATED_LENGTH ? write(sql) : `list_transform([${sql}], x -> ${write("x")})[1]`;
}

/** The four words of a severity. */
export function levelWord(severity: string): string {
  return onceOf(severity, writeWord);
}

function writeWord(sql: string): string {
  return `CASE WHEN ${sql} <= 8 THEN 'debug' WHEN ${sql} <= 12 THEN 'information' WHEN ${sql} <= 16 THEN 'warning' ELSE 'error' END`;
}

/** What lines are put together by: levels by their category, whose highest severity stands for it. */
export function toKey(value: Sql): Sql {
  if (value.type !== "level") return value;
  return {
    sql: onceOf(
      value.sql,
      (sql) => `CASE WHEN ${sql} <= 8 THEN 8 WHEN ${sql} <= 12 THEN 12 WHEN ${sql} <= 16 THEN 16 ELSE 24 END`,
    ),
    type: "level",
  };
}

/** As a number, NULL where it is none; times are milliseconds. */
export function toNumber({ sql, type }: Sql): string {
  switch (type) {
    case "number":
      return sql;
    case "text":
      return `TRY_CAST(${sql} AS DOUBLE)`;
    case "boolean":
      return `CAST(${sql} AS DOUBLE)`;
    case "time":
      return `(${sql} / 1000000.0)`;
    case "level":
      return `CAST(${sql} AS DOUBLE)`;
    default:
      return "CAST(NULL AS DOUBLE)";
  }
}

/** As text, as a person would write it: whole numbers without a point. */
export function toText({ sql, type }: Sql): string {
  switch (type) {
    case "text":
      return sql;
    case "number":
      return onceOf(
        sql,
        (x) =>
          `CASE WHEN abs(${x}) < 1e15 AND ${x} = trunc(${x}) THEN CAST(CAST(${x} AS BIGINT) AS VARCHAR) ELSE CAST(${x} AS VARCHAR) END`,
      );
    case "time":
      return `strftime(make_timestamp_ns(${sql}), '%Y-%m-%dT%H:%M:%S.%gZ')`;
    case "level":
      return levelWord(sql);
    case "list":
      return `array_to_string(${sql}, ', ')`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** The beginning of the stretch of `step` in which a value lies. */
export function toStart(value: string, step: string): string {
  return onceOf(value, (x) => `CAST(${x} - ${x} % ${step} AS BIGINT)`);
}

/** As true or false, never NULL: there, and none of '', `false` and 0. */
export function toCondition(value: Sql): string {
  switch (value.type) {
    case "boolean":
      return `coalesce(${value.sql}, FALSE)`;
    case "number":
      return `coalesce(${value.sql} <> 0, FALSE)`;
    case "text":
      return `coalesce(${value.sql} NOT IN ('', 'false', '0'), FALSE)`;
    default:
      return `(${value.sql} IS NOT NULL)`;
  }
}

/** What a table groups by or shows: levels by their word. */
export function toShown(value: Sql): string {
  return value.type === "level" ? levelWord(value.sql) : value.sql;
}

/** Milliseconds of a text such as `1.5s`, `300ms` or `12`; NULL where it is none. */
export function toDurationMs(value: string): string {
  return onceOf(value, writeDuration);
}

function writeDuration(text: string): string {
  const part = (group: number) =>
    `regexp_extract(${text}, '^\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(ns|us|µs|ms|s|sec|m|min|h|d)\\s*$', ${group})`;
  const scale = `CASE ${part(2)} WHEN 'ns' THEN 1e-6 WHEN 'us' THEN 1e-3 WHEN 'µs' THEN 1e-3 WHEN 'ms' THEN 1.0 WHEN 's' THEN 1e3 WHEN 'sec' THEN 1e3 WHEN 'm' THEN 6e4 WHEN 'min' THEN 6e4 WHEN 'h' THEN 3.6e6 WHEN 'd' THEN 8.64e7 END`;
  return `coalesce(TRY_CAST(${text} AS DOUBLE), TRY_CAST(${part(1)} AS DOUBLE) * ${scale})`;
}

/** Bytes of a text such as `10mb`, `4 KiB` or `512`; NULL where it is none. */
export function toBytes(value: string): string {
  return onceOf(value, writeBytes);
}

function writeBytes(text: string): string {
  const part = (group: number) =>
    `regexp_extract(lower(${text}), '^\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([kmgtp]?)(i?)b?\\s*$', ${group})`;
  const power = `(CASE ${part(2)} WHEN 'k' THEN 1 WHEN 'm' THEN 2 WHEN 'g' THEN 3 WHEN 't' THEN 4 WHEN 'p' THEN 5 ELSE 0 END)`;
  const base = `(CASE ${part(3)} WHEN 'i' THEN 1024.0 ELSE 1000.0 END)`;
  return `coalesce(TRY_CAST(${text} AS DOUBLE), TRY_CAST(${part(1)} AS DOUBLE) * pow(${base}, ${power}))`;
}
