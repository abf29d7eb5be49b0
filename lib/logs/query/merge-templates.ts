import type { PatternPart } from "@/lib/logs/schemas";
import { tidy } from "./mask-message";

/** A template with what its lines count. */
export interface Template {
  parts: PatternPart[];
}

/** Of the words, so many must be the same for two templates to be one. */
const alike = 0.65;
/** Templates that a new one is compared with. */
const mostCompared = 300;

type Word = PatternPart[];

/** A template cut at white space; the white space belongs to the word before it. */
function toWords(parts: readonly PatternPart[]): Word[] {
  const words: Word[] = [[]];
  for (const part of parts) {
    if ("mask" in part) words.at(-1)?.push(part);
    else {
      const pieces = part.text.split(/(?<=\s)(?=\S)/);
      pieces.forEach((piece, at) => {
        if (at > 0) words.push([]);
        words.at(-1)?.push({ text: piece });
      });
    }
  }
  return words;
}

function write(word: Word): string {
  return word.map((part) => ("text" in part ? part.text : `\0${part.mask}\0`)).join("");
}

/** Two words as one: what stands up to an `=` or `:` in both stays, the rest is a place. */
function blend(one: Word, other: Word): Word {
  const first = one[0];
  const second = other[0];
  const head = first !== undefined && "text" in first ? (/^[^=:]*[=:]/.exec(first.text)?.[0] ?? "") : "";
  const isShared = head !== "" && second !== undefined && "text" in second && second.text.startsWith(head);
  const isSpaced = /\s$/.test(write(one));
  return [
    ...(isShared ? [{ text: head }] : []),
    { mask: "str" as const },
    ...(isSpaced ? [{ text: " " }] : []),
  ];
}

/**
 * Puts templates together that have as many words, the same first one, and differ in few others; those that count most
 * come first and lead. Gives for each template the place of its group, and the groups' templates.
 */
export function mergeTemplates(templates: readonly Template[]): {
  groups: PatternPart[][];
  placeOf: number[];
} {
  const groups: Word[][] = [];
  const buckets = new Map<string, number[]>();
  const exact = new Map<string, number>();
  const placeOf = templates.map(({ parts }) => {
    const words = toWords(parts);
    const text = words.map(write).join("");
    const known = exact.get(text);
    if (known !== undefined) return known;
    const bucket = `${words.length} ${write(words[0] ?? [])}`;
    const places = buckets.get(bucket) ?? [];
    const found =
      words.length < 3
        ? undefined
        : places.slice(0, mostCompared).find((place) => isAlike(groups[place] ?? [], words));
    const place = found ?? groups.push(words) - 1;
    if (found === undefined) buckets.set(bucket, [...places, place]);
    else
      groups[found] = (groups[found] ?? []).map((word, at) =>
        write(word) === write(words[at] ?? []) ? word : blend(word, words[at] ?? []),
      );
    exact.set(text, place);
    return place;
  });
  return { groups: groups.map((words) => tidy(words.flat())), placeOf };
}

function isAlike(one: readonly Word[], other: readonly Word[]): boolean {
  const same = one.filter((word, at) => write(word) === write(other[at] ?? [])).length;
  return same / Math.max(one.length, 1) >= alike;
}
