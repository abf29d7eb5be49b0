import { gunzipSync } from "node:zlib";
import type { LogJson } from "@/lib/logs/schemas";

/** A line as a chunk holds it, by the names of its columns; null where the sender gave none. */
export interface TailLine {
  projectId: number;
  chunk: string;
  n: number;
  /** Nanoseconds since 1970. */
  t: bigint;
  l: number;
  w: string | null;
  h: string | null;
  s: string | null;
  g: string | null;
  o: string | null;
  r: string | null;
  p: string | null;
  m: string;
  a: Record<string, LogJson>;
}

/** Columns that are text. */
export type TextColumn = "m" | "h" | "s" | "g" | "o" | "r" | "p" | "w";

type Written = Partial<Record<TextColumn, string>> & {
  t: string;
  n: number;
  l: number;
  a?: Record<string, LogJson>;
};

/** The lines in the body of a chunk (docs/logs.md), in their order. @throws when it is damaged */
export function* readLines(projectId: number, chunk: string, body: Buffer): Generator<TailLine> {
  const text = gunzipSync(body).toString("utf8");
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 ? text.length : end;
    const line = JSON.parse(text.slice(at, stop)) as Written;
    at = stop + 1;
    yield {
      projectId,
      chunk,
      n: line.n,
      t: BigInt(line.t),
      l: line.l,
      w: line.w ?? null,
      h: line.h ?? null,
      s: line.s ?? null,
      g: line.g ?? null,
      o: line.o ?? null,
      r: line.r ?? null,
      p: line.p ?? null,
      m: line.m ?? "",
      a: line.a ?? {},
    };
  }
}

/** An attribute as the store's two columns have it: its value as text, and as JSON when it is no text. */
export function readAttribute({ a }: TailLine, key: string): { text: string | null; json: LogJson } {
  const value = Object.hasOwn(a, key) ? (a[key] ?? null) : null;
  if (value === null) return { text: null, json: null };
  return typeof value === "string"
    ? { text: value, json: null }
    : { text: JSON.stringify(value), json: value };
}
