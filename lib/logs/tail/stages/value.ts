import { textColumns } from "@/lib/logs/query/compile/compile-filter";
import { logLanguage } from "@/lib/logs/query/language";
import type { Name } from "@/lib/logs/query/pipeline/ast";
import { levelOf } from "@/lib/logs/levels";
import type { TailFrame } from "@/lib/logs/tail/match/match-filter";
import { castNumber, writeNumber } from "@/lib/logs/tail/match/read-values";
import { readAttribute, type TailLine, type TextColumn } from "@/lib/logs/tail/tail-line";
import { resolveName } from "@/lib/search/grammar/language";

/** A line under way through the stages: itself, and what they made of it so far. */
export interface Passing {
  line: TailLine;
  cells: unknown[];
}

type Read<Result> = (passing: Passing) => Result | null;

/** What a piece of a question gives for a line; the types are those of the store. */
export type Value =
  | { type: "text"; read: Read<string> }
  | { type: "number" | "level"; read: Read<number> }
  | { type: "boolean"; read: Read<boolean> }
  | { type: "time"; read: Read<bigint> };

/** What names mean after some stages. */
export interface Names {
  /** What stages added, newest last. */
  columns: ReadonlyMap<string, Value>;
  /** What `extract logfmt` and `extract json` find in a text by any name, newest first. */
  bags: readonly ((name: string) => Read<string>)[];
  frame: TailFrame;
}

/** What a name means: of lines nothing is unknown, it is an attribute that no line has. */
export function resolve(name: Name, names: Names): Value {
  if (name.isTag) return attribute(name.name, names);
  const made = names.columns.get(name.name);
  if (made !== undefined) return made;
  const key = resolveName(name.name, logLanguage);
  if (key.scope !== "field") return attribute(key.name, names);
  const column = textColumns[key.name] as TextColumn | undefined;
  if (column !== undefined) return { type: "text", read: ({ line }) => line[column] };
  switch (key.name) {
    case "level":
      return { type: "level", read: ({ line }) => line.l };
    case "severity":
      return { type: "number", read: ({ line }) => line.l };
    case "timestamp":
      return { type: "time", read: ({ line }) => line.t };
    default:
      return { type: "text", read: ({ line }) => names.frame.projects().get(line.projectId) ?? null };
  }
}

function attribute(key: string, { bags }: Names): Value {
  const name = key.toWellFormed();
  const found = bags.map((bag) => bag(key));
  return {
    type: "text",
    read: (passing) => {
      for (const read of found) {
        const value = read(passing);
        if (value !== null) return value;
      }
      return readAttribute(passing.line, name).text;
    },
  };
}

/** As a number, null where it is none; times are milliseconds. */
export function toNumber(value: Value): Read<number> {
  switch (value.type) {
    case "text":
      return (passing) => castNumber(value.read(passing));
    case "boolean":
      return (passing) => {
        const read = value.read(passing);
        return read === null ? null : Number(read);
      };
    case "time":
      return (passing) => {
        const read = value.read(passing);
        return read === null ? null : Number(read) / 1e6;
      };
    default:
      return value.read;
  }
}

/** As text, as a person would write it. */
export function toText(value: Value): Read<string> {
  if (value.type === "text") return value.read;
  return (passing) => {
    const read = value.read(passing);
    if (read === null) return null;
    if (value.type === "time") return new Date(Number((read as bigint) / 1_000_000n)).toISOString();
    if (value.type === "level") return levelOf(read as number);
    return value.type === "number" ? writeNumber(read as number) : String(read);
  };
}

/** As true or false: there, and none of '', `false` and 0. */
export function toCondition(value: Value): (passing: Passing) => boolean {
  switch (value.type) {
    case "boolean":
      return (passing) => value.read(passing) === true;
    case "number":
      return (passing) => (value.read(passing) ?? 0) !== 0;
    case "text":
      return (passing) => !["", "false", "0", null].includes(value.read(passing));
    default:
      return (passing) => value.read(passing) !== null;
  }
}

/** What lists show of it. */
export function toCell(value: Value): Read<string | number | boolean> {
  return value.type === "number" || value.type === "boolean" ? value.read : toText(value);
}
