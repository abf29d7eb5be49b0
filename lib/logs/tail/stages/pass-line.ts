import { createHash } from "node:crypto";
import type { LookupTable } from "@/lib/logs/query/compile/frame";
import type { Stage, StageOf } from "@/lib/logs/query/pipeline/ast";
import { escapeForPattern } from "@/lib/logs/query/pipeline/check-pattern";
import { readCaptures } from "@/lib/logs/query/pipeline/list-computed";
import { fail } from "@/lib/logs/query/pipeline/reader";
import type { LogJson, LogRow } from "@/lib/logs/schemas";
import type { TailFrame } from "@/lib/logs/tail/match/match-filter";
import { openPattern } from "@/lib/logs/tail/match/match-text";
import { castNumber } from "@/lib/logs/tail/match/read-values";
import type { TailLine } from "@/lib/logs/tail/tail-line";
import { readExpression } from "./read-expression";
import { type Names, type Passing, resolve, toCell, toCondition, toText, type Value } from "./value";

/** What a stage does with a line: whether it goes on. */
type Step = (passing: Passing) => boolean;
type Reads<Result> = (passing: Passing) => Result | null;

/** Fields that stages made of a line; null when one of them dropped it. */
export type PassLine = (line: TailLine) => LogRow["computed"] | null;

/**
 * Stages that take and give single lines, over lines in memory: the meaning of `compileStage`. `sample` gives the share that
 * was asked for, though not the lines that the store would.
 * @throws StageFault
 */
export function passLine(
  stages: readonly Stage[],
  frame: TailFrame,
  lookups: ReadonlyMap<string, LookupTable>,
): PassLine {
  const steps: Step[] = [];
  let names: Names = { columns: new Map(), bags: [], frame };
  let cells = 0;

  /** Adds columns; a name that was there before now means the new one. */
  const add = (added: readonly [name: string, value: Value][]) => {
    const columns = new Map(names.columns);
    const first = cells;
    for (const [name, { type }] of added) {
      const at = cells++;
      columns.set(name, { type, read: (passing: Passing) => passing.cells[at] ?? null } as Value);
    }
    steps.push((passing) => {
      added.forEach(([, value], index) => (passing.cells[first + index] = value.read(passing)));
      return true;
    });
    names = { ...names, columns };
  };

  for (const stage of stages) {
    switch (stage.verb) {
      case "where":
        steps.push(toCondition(readExpression(stage.condition, names)));
        break;
      case "eval":
        for (const { name, expression } of stage.assignments)
          add([[name, readExpression(expression, names)]]);
        break;
      case "extract":
      case "parse":
        readParts(stage, names, add, (bag) => (names = { ...names, bags: [bag, ...names.bags] }));
        break;
      case "lookup":
        add(readLookup(stage, names, lookups));
        break;
      case "sample":
        steps.push(({ line }) => hashOf(line) % 1_000_000 < Math.round(stage.amount * 10_000));
        break;
      default:
        fail(stage.span ?? { from: 0, to: 1 }, `${stage.verb} makes a table, which cannot be followed live.`);
    }
  }
  const shown = [...names.columns].map(([name, value]) => [name, toCell(value)] as const);
  return (line) => {
    const passing: Passing = { line, cells: [] };
    if (!steps.every((step) => step(passing))) return null;
    return Object.fromEntries(shown.map(([name, read]) => [name, read(passing)]));
  };
}

function hashOf({ chunk, n }: TailLine): number {
  return createHash("sha1").update(`${chunk}-${n}`).digest().readUInt32BE(0);
}

function readParts(
  stage: StageOf<"extract"> | StageOf<"parse">,
  names: Names,
  add: (added: readonly [string, Value][]) => void,
  addBag: (bag: (name: string) => Reads<string>) => void,
): void {
  const source = toText(resolve(stage.source ?? { type: "name", name: "message", isTag: false }, names));
  const found = readCaptures(stage);
  if (found !== null) {
    const { capture } = openPattern(found.source, false, stage.span);
    const taken = once((passing) => {
      const text = source(passing);
      return text === null ? null : capture(text);
    });
    add(
      found.captures.flatMap(({ name, isNumber }, at): [string, Value][] => {
        if (name === null) return [];
        const text: Reads<string> = (passing) => taken(passing)?.[at] || null;
        return [
          [
            name,
            isNumber ? { type: "number", read: (p) => castNumber(text(p)) } : { type: "text", read: text },
          ],
        ];
      }),
    );
    return;
  }
  if (stage.verb === "parse") return;
  if (stage.method === "csv") {
    add(stage.names.map((name, at): [string, Value] => [name, { type: "text", read: readCell(source, at) }]));
    return;
  }
  const bag = stage.method === "json" ? readJson(source) : (name: string) => readLogfmt(source, name);
  addBag(bag);
  if (stage.names.length > 0) add(stage.names.map((name) => [name, { type: "text", read: bag(name) }]));
}

/** The same for the same line, calculated once. */
function once<Result>(read: Reads<Result>): Reads<Result> {
  let last: Passing | null = null;
  let kept: Result | null = null;
  return (passing) => {
    if (last !== passing) {
      last = passing;
      kept = read(passing);
    }
    return kept;
  };
}

/** A value of an object in a text, by its name with dots or without. */
function readJson(source: Reads<string>): (name: string) => Reads<string> {
  const parsed = once<LogJson>((passing) => {
    try {
      return JSON.parse(source(passing) ?? "null") as LogJson;
    } catch {
      return null;
    }
  });
  return (name) => (passing) => {
    const all = parsed(passing);
    const found = step(all, clean(name)) ?? name.split(".").map(clean).reduce<LogJson>(step, all);
    return found === null ? null : typeof found === "string" ? found : JSON.stringify(found);
  };
}

function step(value: LogJson, name: string): LogJson {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

/** As a step of the store's JSON path is written. */
function clean(name: string): string {
  return name.replace(/["\\]/g, "");
}

/** The value of `name=value` or `name="a value"` in a text. */
function readLogfmt(source: Reads<string>, name: string): Reads<string> {
  const { capture } = openPattern(
    `(?:^|[\\s,{(])${escapeForPattern(name)}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]*))`,
    false,
  );
  return (passing) => {
    const text = source(passing);
    const [quoted, plain] = (text === null ? null : capture(text)) ?? [];
    return quoted || plain || null;
  };
}

/** A cell of a line of CSV, without its quotes. */
function readCell(source: Reads<string>, at: number): Reads<string> {
  const cell = '(?:"(?:[^"]|"")*"|[^",]*)';
  const before = at === 0 ? "" : `(?:${cell},){${at}}`;
  const { capture } = openPattern(`^\\s*${before}\\s*(${cell})`, false);
  return (passing) => {
    const text = source(passing);
    const taken = (text === null ? null : capture(text))?.[0]?.trim() ?? "";
    const bare = taken.startsWith('"') ? taken.slice(1, -1).replaceAll('""', '"') : taken;
    return bare || null;
  };
}

function readLookup(
  stage: StageOf<"lookup">,
  names: Names,
  lookups: ReadonlyMap<string, LookupTable>,
): [string, Value][] {
  const table = lookups.get(stage.table);
  if (table === undefined) return fail(stage.span ?? { from: 0, to: 1 }, `There is no table ${stage.table}.`);
  const key = toText(resolve(stage.on, names));
  const keyAt = Math.max(0, table.columns.indexOf(stage.on.name));
  const rows = new Map(table.rows.map((row) => [row[keyAt] ?? "", row]));
  return table.columns.flatMap((name, at): [string, Value][] =>
    at === keyAt
      ? []
      : [[name, { type: "text", read: (passing) => rows.get(key(passing) ?? "\0")?.[at] || null }]],
  );
}
