import type { DurationUnit, SearchNode, SizeUnit, Span } from "@/lib/search/grammar/ast";

/** A field, an attribute or a column, as it was typed. `isTag`: `tags[level]`, the attribute whatever else has this name. */
export interface Name {
  type: "name";
  name: string;
  isTag: boolean;
  span?: Span;
}

export type BinaryOperator =
  | "or"
  | "and"
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

export interface Call {
  type: "call";
  name: string;
  args: Expression[];
  span?: Span;
}

/** What `where` and `eval` calculate with. A duration is its milliseconds, a size its bytes. */
export type Expression =
  | Name
  | Call
  | { type: "text"; text: string; span?: Span }
  | { type: "number"; value: number; span?: Span }
  | { type: "duration"; amount: number; unit: DurationUnit; span?: Span }
  | { type: "size"; amount: number; unit: SizeUnit; span?: Span }
  | { type: "boolean"; value: boolean; span?: Span }
  | { type: "null"; span?: Span }
  | { type: "unary"; operator: "-" | "not"; operand: Expression; span?: Span }
  | { type: "binary"; operator: BinaryOperator; left: Expression; right: Expression; span?: Span };

export interface Length {
  amount: number;
  unit: DurationUnit;
}

/** `p95(duration) as slow`. The call's name is one of `aggregateFunctions`, or `p` and digits. */
export interface Aggregate {
  call: Call;
  alias: string | null;
}

/** What a table is split by; without an alias the column is called as the expression is printed. */
export interface GroupKey {
  expression: Expression;
  alias: string | null;
}

export interface SortKey {
  expression: Expression;
  isDescending: boolean;
}

interface StatsStage {
  verb: "stats";
  aggregates: Aggregate[];
  by: GroupKey[];
}

interface TimechartStage {
  verb: "timechart";
  /** Null: as wide as the stretch of time asks for. */
  step: Length | null;
  aggregates: Aggregate[];
  by: GroupKey | null;
}

interface TopStage {
  verb: "top" | "rare";
  count: number;
  keys: GroupKey[];
  by: GroupKey[];
}

/** New fields out of the text of another; null means the message. */
interface ExtractStage {
  verb: "extract";
  method: "regex" | "grok" | "logfmt" | "json" | "csv";
  /** Of `regex` and `grok`. */
  pattern: string;
  /** Of `csv` all of them, of `logfmt` and `json` those to show; every name can be used after these two. */
  names: string[];
  source: Name | null;
  span?: Span;
}

interface ParseStage {
  verb: "parse";
  template: string;
  source: Name | null;
  span?: Span;
}

interface WhereStage {
  verb: "where";
  condition: Expression;
}

interface EvalStage {
  verb: "eval";
  assignments: { name: string; expression: Expression }[];
}

interface DedupStage {
  verb: "dedup";
  keys: GroupKey[];
}

interface SortStage {
  verb: "sort";
  keys: SortKey[];
}

interface LimitStage {
  verb: "limit";
  count: number;
}

interface FieldsStage {
  verb: "fields";
  /** A call is a column that is called so, or is calculated here. */
  columns: (Name | Call)[];
}

interface TransactionStage {
  verb: "transaction";
  by: Name[];
  longest: Length | null;
}

interface LookupStage {
  verb: "lookup";
  table: string;
  on: Name;
  span?: Span;
}

/** With an offset: against the same question that long ago. Without: against all other lines of the stretch. */
interface CompareStage {
  verb: "compare";
  offset: Length | null;
}

/** So many lines, or with `isShare` so many of a hundred. */
interface SampleStage {
  verb: "sample";
  amount: number;
  isShare: boolean;
}

export type Stage = (
  | StatsStage
  | TimechartStage
  | TopStage
  | { verb: "patterns" }
  | ExtractStage
  | ParseStage
  | WhereStage
  | EvalStage
  | DedupStage
  | SortStage
  | LimitStage
  | FieldsStage
  | TransactionStage
  | LookupStage
  | CompareStage
  | SampleStage
) & { span?: Span };

export type StageOf<V extends Exclude<Stage["verb"], "top" | "rare">> = Extract<Stage, { verb: V }>;
export type TopStageOf = TopStage & { span?: Span };

/** A question: which lines, and what becomes of them. */
export interface Pipeline {
  filter: SearchNode;
  stages: Stage[];
}
