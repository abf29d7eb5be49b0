import type { Span } from "@/lib/search/grammar/ast";
import { type Completion, complete } from "@/lib/search/grammar/complete";
import { maximumLength } from "@/lib/search/grammar/limits";
import { parse } from "@/lib/search/grammar/parse";
import { logLanguage } from "@/lib/logs/query/language";
import { aggregateFunctions, type Offer, scalarFunctions, verbSynonyms, verbs } from "./functions";
import { listComputed } from "./list-computed";
import { parsePipeline } from "./parse-pipeline";
import { findPipe } from "./reader";

/** What can stand at the caret in a stage. The caller offers names of fields where `wantsNames`, of tables where `wantsTables`. */
export interface StageCompletion {
  type: "stage";
  /** What a chosen suggestion takes the place of. */
  range: Span;
  /** What is typed of it so far. */
  text: string;
  /** Verbs, functions and small words, those that begin with the text first; at most 40. */
  offers: (Offer & { kind: "verb" | "function" | "word" })[];
  wantsNames: boolean;
  wantsTables: boolean;
  /** Names that stages before this one make. */
  computed: string[];
}

/** What is being typed at the caret: in the filter as the search language says, after a `|` a part of a stage. Never throws. */
export function completePipeline(text: string, caret: number): Completion | StageCompletion {
  const at = Math.max(0, Math.min(Math.trunc(caret) || 0, text.length, maximumLength));
  const { rest } = parse(text, logLanguage);
  if (rest === null || at <= rest.from) return complete(text, at, logLanguage);
  const start = findStage(text, rest.from, at);
  return completeStage(text, start, at);
}

/** The place after the last `|` before the caret. */
function findStage(text: string, firstPipe: number, caret: number): number {
  let start = firstPipe + 1;
  for (;;) {
    const next = findPipe(text, start);
    if (next >= caret) return start;
    start = next + 1;
  }
}

function completeStage(text: string, start: number, at: number): StageCompletion {
  const before = text.slice(start, at);
  const typed = /[\w@.-]*$/.exec(before)?.[0] ?? "";
  const after = /^[\w@.-]*/.exec(text.slice(at))?.[0] ?? "";
  const head = before.slice(0, before.length - typed.length);
  const { offers, wantsNames = false, wantsTables = false } = findOffers(head);
  const lower = typed.toLowerCase();
  const fitting = offers.filter(({ name }) => name.toLowerCase().includes(lower));
  const isFirst = ({ name }: Offer) => (name.toLowerCase().startsWith(lower) ? 0 : 1);
  return {
    type: "stage",
    range: { from: at - typed.length, to: at + after.length },
    text: typed,
    offers: fitting.sort((a, b) => isFirst(a) - isFirst(b)).slice(0, 40),
    wantsNames,
    wantsTables,
    computed: listComputed(parsePipeline(text.slice(0, Math.max(0, start - 1))).pipeline.stages),
  };
}

interface Found {
  offers: StageCompletion["offers"];
  wantsNames?: boolean;
  wantsTables?: boolean;
}

const nothing: Found = { offers: [] };
const names: Found = { offers: [], wantsNames: true };

function offer(kind: "verb" | "function" | "word", from: readonly Offer[]): StageCompletion["offers"] {
  return from.map(({ name, description }) => ({ name, description, kind }));
}

function words(...list: [name: string, description: string][]): StageCompletion["offers"] {
  return list.map(([name, description]) => ({ name, description, kind: "word" }));
}

const by = words(["by", "Split by these fields"]);
const aggregates = offer("function", aggregateFunctions);
const scalars = offer("function", scalarFunctions);

/** `head` is the stage up to what is being typed. */
function findOffers(head: string): Found {
  const isInQuotes = (head.replaceAll('\\"', "").split('"').length - 1) % 2 === 1;
  if (isInQuotes) return nothing;
  const typed = head.trim().split(/\s+/, 1)[0]?.toLowerCase() ?? "";
  if (typed === "") return { offers: offer("verb", verbs) };
  const verb = Object.hasOwn(verbSynonyms, typed) ? verbSynonyms[typed] : typed;
  const rest = head.trim().slice(typed.length).trim();
  switch (verb) {
    case "stats":
    case "timechart":
      return completeTable(rest, verb);
    case "top":
    case "rare":
      return { offers: rest === "" || rest.endsWith(",") ? [] : by, wantsNames: true };
    case "where":
      return {
        offers: [...scalars, ...words(["and", "Both"], ["or", "One of both"], ["not", "The opposite"])],
        wantsNames: true,
      };
    case "eval":
      return { offers: rest.includes("=") ? scalars : [], wantsNames: rest.includes("=") };
    case "parse":
      return rest.endsWith("from") ? names : { offers: words(["from", "A field other than the message"]) };
    case "extract":
      return completeExtract(rest);
    case "transaction":
      return rest === ""
        ? { offers: by, wantsNames: true }
        : { offers: words(["maxspan=", "No longer than this"]), wantsNames: true };
    case "lookup":
      if (rest === "") return { offers: [], wantsTables: true };
      return rest.endsWith(" on") ? names : { offers: words(["on", "The field to look up"]) };
    case "dedup":
    case "sort":
    case "fields":
      return names;
    default:
      return nothing;
  }
}

function completeTable(rest: string, verb: "stats" | "timechart"): Found {
  if (/(?:^|\s)by\b/.test(rest))
    return {
      offers: offer(
        "function",
        scalarFunctions.filter(({ name }) => name === "bucket"),
      ),
      wantsNames: true,
    };
  const isInside = rest.lastIndexOf("(") > rest.lastIndexOf(")");
  if (isInside) return names;
  if (rest === "" || rest.endsWith(",") || /^span=\S+$/.test(rest)) {
    const step = verb === "timechart" && rest === "" ? words(["span=", "Width of a step, such as 5m"]) : [];
    return { offers: [...aggregates, ...step] };
  }
  return { offers: [...by, ...words(["as", "Another name"])] };
}

function completeExtract(rest: string): Found {
  if (rest === "") {
    return {
      offers: words(
        ["logfmt", "key=value"],
        ["json", "A JSON object"],
        ["csv", "Between commas"],
        ["grok", '"%{IP:client}"'],
      ),
    };
  }
  return rest.endsWith("from") ? names : { offers: words(["from", "A field other than the message"]) };
}
