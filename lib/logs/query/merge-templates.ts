import { breather } from "@/lib/logs/breather";
import type { PatternPart } from "@/lib/logs/schemas";
import { tidy } from "./mask-message";

/** Of the words, so many must be the same for two templates to be one. */
const alike = 0.65;
/** Templates that a new one is compared with. */
const mostCompared = 300;

type Word = PatternPart[];

/** A template as words, and their numbers: the same for the same word, as each template is compared with many. */
interface Sentence {
  words: Word[];
  numbers: number[];
}

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

/** A template as one text, the same for the same template only. */
export function writeParts(parts: readonly PatternPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : `\0${part.mask}\0`)).join("");
}

/** Two words as one: what stands up to an `=` or `:` in both stays, the rest is a place. */
function blend(one: Word, other: Word): Word {
  const [first] = one;
  const [second] = other;
  const head = first !== undefined && "text" in first ? (/^[^=:]*[=:]/.exec(first.text)?.[0] ?? "") : "";
  const isShared = head !== "" && second !== undefined && "text" in second && second.text.startsWith(head);
  const isSpaced = /\s$/.test(writeParts(one));
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
export async function mergeTemplates(templates: Iterable<readonly PatternPart[]>): Promise<{
  groups: PatternPart[][];
  placeOf: number[];
}> {
  const groups: Sentence[] = [];
  const buckets = new Map<string, number[]>();
  const exact = new Map<string, number>();
  const known = new Map<string, number>();
  const placeOf: number[] = [];
  const breathe = breather();
  for (const parts of templates) {
    const written = writeParts(parts);
    const place = exact.get(written) ?? put(read(toWords(parts)));
    exact.set(written, place);
    placeOf.push(place);
    await breathe();
  }
  return { groups: groups.map(({ words }) => tidy(words.flat())), placeOf };

  function read(words: Word[]): Sentence {
    const numbers = words.map((word) => {
      const written = writeParts(word);
      const number = known.get(written) ?? known.size;
      known.set(written, number);
      return number;
    });
    return { words, numbers };
  }

  function put(sentence: Sentence): number {
    const { words, numbers } = sentence;
    const bucket = `${words.length} ${numbers[0]}`;
    const places = buckets.get(bucket) ?? [];
    buckets.set(bucket, places);
    const found =
      words.length < 3
        ? undefined
        : places.slice(0, mostCompared).find((place) => isAlike(groups[place]?.numbers ?? [], numbers));
    const leader = found === undefined ? undefined : groups[found];
    if (found === undefined || leader === undefined) {
      places.push(groups.length);
      return groups.push(sentence) - 1;
    }
    groups[found] = read(
      leader.words.map((word, at) =>
        leader.numbers[at] === numbers[at] ? word : blend(word, words[at] ?? []),
      ),
    );
    return found;
  }
}

function isAlike(one: readonly number[], other: readonly number[]): boolean {
  let same = 0;
  for (let at = 0; at < one.length; at++) if (one[at] === other[at]) same++;
  return same / Math.max(one.length, 1) >= alike;
}
