import { parameterise } from "@/lib/grouping/parameterise";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Frame } from "@/lib/protocol/event";
import { CHANGING, generalise } from "./generalise";
import { listInAppFrames, mainException } from "./list-in-app-frames";

/** Where a value changes between issues that are alike in everything else. */
export type Place = "message" | "function" | "module" | "file" | "fingerprint";

/** Issues that differ by one value only. */
export interface Split {
  place: Place;
  /** The text with `CHANGING` for the value; of a fingerprint, its other parts. */
  pattern: string[];
  /** The value in the event that is compared with others, and in each of them. */
  own: string;
  others: { index: number; value: string }[];
}

/** Words that a changing value of a message may have. */
const MOST_WORDS = 3;
const LONGEST = 2_000;

/**
 * Among events of other issues, those that are like this one but for a single value: some words of the message, a number or
 * hash in a function, module or file name, or one part of the client's fingerprint. Splits with most events first. Pure.
 */
export function findChangingValues(
  own: Event,
  others: readonly Event[],
  settings: GroupingSettings,
): Split[] {
  const here = readParts(own, settings);
  const splits = new Map<string, Split>();
  for (const [index, event] of others.entries()) {
    const found = differ(here, readParts(event, settings));
    if (!found) continue;
    const { place, pattern } = found;
    const key = [place, found.at, ...pattern].join("\n");
    const split = splits.get(key) ?? { place, pattern, own: found.own, others: [] };
    splits.set(key, split);
    split.others.push({ index, value: found.value });
  }
  return [...splits.values()].sort((a, b) => b.others.length - a.others.length);
}

interface Parts {
  type: string;
  message: string[];
  frames: { function: string; module: string; file: string }[];
  fingerprint: string[];
}

interface Difference {
  place: Place;
  /** Which frame or part. */
  at: number;
  pattern: string[];
  own: string;
  value: string;
}

function readParts(event: Event, settings: GroupingSettings): Parts {
  const main = mainException(event);
  const text = main?.value ?? event.logentry?.formatted ?? "";
  return {
    type: main?.type ?? "",
    message: parameterise(text.slice(0, LONGEST)).split(/\s+/).filter(Boolean),
    frames: listInAppFrames(event, settings).map((frame) => ({
      function: frame.function ?? "",
      module: frame.module ?? "",
      file: frame.module === undefined ? fileOf(frame) : "",
    })),
    fingerprint: event.fingerprint ?? [],
  };
}

function fileOf(frame: Frame): string {
  const path = (frame.abs_path ?? frame.filename ?? "").replaceAll("\\", "/");
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The one value that differs; undefined when nothing does, or more. Without a stack the message has to say the same. */
function differ(here: Parts, there: Parts): Difference | undefined {
  if (here.type !== there.type || here.frames.length !== there.frames.length) return undefined;
  const hasStack = here.frames.length > 0;
  const areMessagesSame = same(here.message, there.message);
  const inFingerprint = differInFingerprint(here, there);
  const inFrames = differInFrames(here, there);
  if (inFingerprint === null || inFrames === null) return undefined;
  const found = [inFingerprint, inFrames].filter((one) => one !== undefined);
  if (found.length > 1) return undefined;
  if (found.length === 1) return hasStack || areMessagesSame ? found[0] : undefined;
  return areMessagesSame ? undefined : differInMessage(here, there);
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** Null: they differ in more than one value. */
function differInFingerprint(here: Parts, there: Parts): Difference | undefined | null {
  if (same(here.fingerprint, there.fingerprint)) return undefined;
  if (here.fingerprint.length !== there.fingerprint.length) return null;
  const places = here.fingerprint.flatMap((part, index) =>
    part === there.fingerprint[index] ? [] : [index],
  );
  const [at] = places;
  if (at === undefined || places.length > 1) return null;
  return {
    place: "fingerprint",
    at,
    pattern: here.fingerprint.filter((_, index) => index !== at),
    own: here.fingerprint[at] ?? "",
    value: there.fingerprint[at] ?? "",
  };
}

const FIELDS = ["function", "module", "file"] as const;

/** A name may change in several frames at once, when it is the same name. Null: they differ in more than a value. */
function differInFrames(here: Parts, there: Parts): Difference | undefined | null {
  let found: Difference | undefined;
  for (const [at, frame] of here.frames.entries()) {
    for (const field of FIELDS) {
      const [own, value] = [frame[field], there.frames[at]?.[field] ?? ""];
      if (own === value) continue;
      const pattern = generalise(own);
      if (pattern === undefined || pattern !== generalise(value)) return null;
      if (found && (found.place !== field || found.pattern[0] !== pattern)) return null;
      found ??= { place: field, at, pattern: [pattern], own, value };
    }
  }
  return found;
}

/** Up to three words in one place, between words that are the same and at least as many as those that change. */
function differInMessage(here: Parts, there: Parts): Difference | undefined {
  const [own, other] = [here.message, there.message];
  const shorter = Math.min(own.length, other.length);
  let start = 0;
  while (start < shorter && own[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && own.at(-1 - end) === other.at(-1 - end)) end++;
  const changing = own.slice(start, own.length - end);
  const value = other.slice(start, other.length - end);
  const words = Math.max(changing.length, value.length);
  if (Math.min(changing.length, value.length) === 0 || words > MOST_WORDS || start + end < 2)
    return undefined;
  if (start + end < words) return undefined;
  const pattern = [...own.slice(0, start), CHANGING, ...own.slice(own.length - end)]
    .map(openValues)
    .join(" ");
  return { place: "message", at: start, pattern: [pattern], own: changing.join(" "), value: value.join(" ") };
}

/** `(<int>` has a value of its own: what stands between the brackets changes, too. */
function openValues(word: string): string {
  const open = word.indexOf("<");
  const close = word.lastIndexOf(">");
  return open >= 0 && close > open ? word.slice(0, open) + CHANGING + word.slice(close + 1) : word;
}
