import type { LogParam } from "@/lib/logs/engine/engine";

/** What conditions are written with: the only ways for what a person typed into SQL. */
export interface Frame {
  now: Date;
  /** Nanoseconds: the stretch that is searched, `to` not included. */
  from: bigint;
  to: bigint;
  /** Id → slug of the projects in scope. */
  projects: ReadonlyMap<number, string>;
  /** Tables of `lookup`, by name. */
  lookups: ReadonlyMap<string, LookupTable>;
  /** Adds a value and returns its placeholder. */
  bind: (value: LogParam) => string;
  /** The columns of an attribute: its value as text, and as JSON when it is no text. */
  attribute: (key: string) => { text: string; json: string };
  /** The column with all attributes as JSON. */
  allAttributes: () => string;
}

export interface LookupTable {
  columns: string[];
  /** As many cells as columns. */
  rows: string[][];
}

export interface FrameParts {
  now: Date;
  from: bigint;
  to: bigint;
  projects: ReadonlyMap<number, string>;
  lookups?: ReadonlyMap<string, LookupTable>;
}

/** A frame that can be asked: `finish` gives what the engine is given. */
export interface QuestionFrame extends Frame {
  finish: (sql: string) => { sql: string; params: LogParam[]; fields: string[] };
}

/** Starts a frame. `finish` gives what the engine is asked: the SQL, with those parameters only that are in it. */
export function startFrame({ lookups = new Map(), ...parts }: FrameParts): QuestionFrame {
  const params: LogParam[] = [];
  const keys = new Map<string, number>();
  let isAll = false;
  return {
    ...parts,
    lookups,
    bind: (value) => `$${params.push(toStorable(value))}`,
    attribute: (key) => {
      const name = key.toWellFormed();
      const at = keys.get(name) ?? keys.size;
      keys.set(name, at);
      return { text: `f${at}`, json: `j${at}` };
    },
    allAttributes: () => {
      isAll = true;
      return "a";
    },
    finish: (sql) => {
      const used = new Map<string, number>();
      // Nothing that was typed is in the SQL, so a dollar before digits is always a placeholder.
      const numbered = sql.replace(/\$(\d+)/g, (_, number: string) => {
        if (!used.has(number)) used.set(number, used.size + 1);
        return `$${used.get(number)}`;
      });
      const bound = [...used.keys()].map((number) => params[Number(number) - 1] ?? null);
      return { sql: numbered, params: bound, fields: [...keys.keys(), ...(isAll ? ["*"] : [])] };
    },
  };
}

/** The engine takes well-formed text without NUL. */
function toStorable(value: LogParam): LogParam {
  return typeof value === "string" ? value.replaceAll("\0", "\u{FFFD}").toWellFormed() : value;
}
