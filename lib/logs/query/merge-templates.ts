import { breather } from "@/lib/logs/breather";
import type { PatternPart } from "@/lib/logs/schemas";
import { tidy } from "./mask-message";

/** Of the words, so many must be the same for two templates to be one. */
const alike = 0.65;
/** Templates that a new one is compared with. */
const mostCompared = 300;

interface Word {
  parts: PatternPart[];
  /** The same for the same parts: words are compared by it. */
  written: string;
}

/** A template cut at white space; the white space belongs to the word before it. */
function toWords(parts: readonly PatternPart[]): Word[] {
  const words: PatternPart[][] = [[]];
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
  return words.map(toWord);
}

function toWord(parts: PatternPart[]): Word {
  return { parts, written: writeParts(parts) };
}

/** A template as one text, the same for the same template only. */
export function writeParts(parts: readonly PatternPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : `\0${part.mask}\0`)).join("");
}

/** Two words as one: what stands up to an `=` or `:` in both stays, the rest is a place. */
function blend(one: Word, other: Word): Word {
  const first = one.parts[0];
  const second = other.parts[0];
  const head = first !== undefined && "text" in first ? (/^[^=:]*[=:]/.exec(first.text)?.[0] ?? "") : "";
  const isShared = head !== "" && second !== undefined && "text" in second && second.text.startsWith(head);
  const isSpaced = /\s$/.test(one.written);
  return toWord([
    ...(isShared ? [{ text: head }] : []),
    { mask: "str" as const },
    ...(isSpaced ? [{ text: " " }] : []),
  ]);
}

/**
 * Puts templates together that have as many words, the same first one, and differ in few others; those that count most
 * come first and lead. Gives for each template the place of its group, and the groups' templates.
 */
export async function mergeTemplates(templates: Iterable<readonly PatternPart[]>): Promise<{
  groups: PatternPart[][];
  placeOf: number[];
}> {
  const groups: Word[][] = [];
  const buckets = new Map<string, number[]>();
  const exact = new Map<string, number>();
  const placeOf: number[] = [];
  const breathe = breather();
  for (const parts of templates) {
    const written = writeParts(parts);
    const place = exact.get(written) ?? put(toWords(parts));
    exact.set(written, place);
    placeOf.push(place);
    await breathe();
  }
  return { groups: groups.map((words) => tidy(words.flatMap(({ parts }) => parts))), placeOf };

  function put(words: Word[]): number {
    const bucket = `${words.length} ${words[0]?.written}`;
    const places = buckets.get(bucket) ?? [];
    buckets.set(bucket, places);
    const found =
      words.length < 3
        ? undefined
        : places.slice(0, mostCompared).find((place) => isAlike(groups[place] ?? [], words));
    if (found === undefined) {
      places.push(groups.length);
      return groups.push(words) - 1;
    }
    groups[found] = (groups[found] ?? []).map((word, at) => {
      const other = words[at];
      return other === undefined || word.written === other.written ? word : blend(word, other);
    });
    return found;
  }
}

function isAlike(one: readonly Word[], other: readonly Word[]): boolean {
  let same = 0;
  for (const [at, word] of one.entries()) if (word.written === other[at]?.written) same++;
  return same / Math.max(one.length, 1) >= alike;
}
