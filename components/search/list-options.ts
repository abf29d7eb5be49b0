import type { SearchValues } from "@/lib/issues/schemas";
import type { SearchKey, Span } from "@/lib/search/grammar/ast";
import type { Completion, KeyCompletion, WordCompletion } from "@/lib/search/grammar/complete";
import type { FieldKind, SearchField } from "@/lib/search/grammar/field";
import { resolveName, type SearchLanguage } from "@/lib/search/grammar/language";
import { printKey } from "@/lib/search/grammar/print-key";
import { printValue } from "@/lib/search/grammar/print-value";
import { matchName } from "./match-name";
import type { OptionGroup, QueryOption } from "./option";

/** Keys and values in one menu, so that it can be read at a glance. */
const KEYS_SHOWN = 12;
const VALUES_SHOWN = 20;

/** Characters of a name or of a beginning that the server takes. */
const LONGEST_ASKED = 200;

const COMPARISONS: readonly [sign: string, note: string][] = [
  [">", "more than"],
  [">=", "at least"],
  ["<", "less than"],
  ["<=", "at most"],
];
const DATE_COMPARISONS: readonly [sign: string, note: string][] = [
  [">", "after"],
  [">=", "at or after"],
  ["<", "before"],
  ["<=", "at or before"],
];
const DATES: readonly [value: string, note: string][] = [
  ["-1h", "in the last hour"],
  ["-24h", "in the last 24 hours"],
  ["-7d", "in the last 7 days"],
  ["-30d", "in the last 30 days"],
  ["+24h", "more than 24 hours ago"],
  ["+7d", "more than 7 days ago"],
];
const NUMBERS: readonly [value: string, note: string][] = [
  [">10", "more than 10"],
  [">100", "more than 100"],
  [">1000", "more than 1,000"],
];

/** What a menu needs to know of a subject. */
export interface Vocabulary {
  language: SearchLanguage;
  /** In the order in which they are offered. */
  fields: readonly SearchField[];
  /** What is found: `Issues`. */
  noun: string;
  /** What names are called that are no fields. */
  others: string;
}

/** What the server knows about the place of the caret: values of a key, or with an empty key the names of tags. */
export function whatToAsk(completion: Completion): { key: string; prefix: string } | null {
  if (completion.type === "key" || completion.type === "word") {
    return completion.type === "key" || completion.canBeKey
      ? { key: "", prefix: completion.text.slice(0, LONGEST_ASKED) }
      : null;
  }
  const { field, key } = completion;
  const kinds: readonly FieldKind[] = field?.kinds ?? ["text"];
  const isListed = kinds.some((kind) => kind === "text" || kind === "version" || kind === "enum");
  const isNamed = (key.scope === "field" || key.scope === "tag") && key.name.length <= LONGEST_ASKED;
  const isSign = completion.type === "operator" && completion.text !== "";
  if (!isListed || !isNamed || isSign) return null;
  return { key: key.name, prefix: completion.text.slice(0, LONGEST_ASKED) };
}

/**
 * What could come next at the caret, by groups; empty when nothing is known.
 * @param found what the server answered to `whatToAsk`, perhaps for a moment ago
 */
export function listOptions(
  text: string,
  completion: Completion,
  found: SearchValues["values"],
  words: Vocabulary,
): OptionGroup[] {
  if (completion.type === "word" && !completion.canBeKey) return [];
  const groups =
    completion.type === "key" || completion.type === "word"
      ? [...listKeys(text, completion, found, words), ...listText(text, completion, words)]
      : [listValues(text, completion, found), listComparisons(completion)];
  return groups.filter(({ options }) => options.length > 0);
}

function listKeys(
  text: string,
  completion: KeyCompletion | WordCompletion,
  found: SearchValues["values"],
  { fields: all, language, others }: Vocabulary,
): OptionGroup[] {
  const typed = completion.text;
  const tagNames = new Set(found.map(({ value }) => value));
  const fields = all
    .filter((field) => field.isTagOnly !== true || tagNames.has(field.key))
    .map((field) => ({ field, match: matchName(typed, field.key), rank: rankOf(typed, field) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, KEYS_SHOWN)
    .map(({ field, match }) => ({
      ...keyOption(text, completion, { scope: "field", name: field.key }, language),
      match,
      ...(field.description === undefined ? {} : { note: field.description }),
    }));
  const tags = found
    // What a field is called stands among the fields already.
    .filter(({ value }) => resolveName(value, language).scope === "tag")
    .map(({ value, count }) => ({ value, count, match: matchName(typed, value) }))
    .filter(({ match }) => match !== null)
    .slice(0, KEYS_SHOWN)
    .map(({ value, count, match }) => ({
      ...keyOption(text, completion, { scope: "tag", name: value }, language),
      match,
      count,
    }));
  return [
    { title: "Fields", options: fields },
    { title: others, options: tags },
  ];
}

/** 0: the name begins with it, 1: one of its parts does, 2: another name of it does. */
function rankOf(typed: string, field: SearchField): number | null {
  const match = matchName(typed, field.key);
  if (match !== null) return match.from === 0 ? 0 : 1;
  return field.aliases?.some((alias) => matchName(typed, alias)?.from === 0) === true ? 2 : null;
}

function keyOption(
  text: string,
  completion: KeyCompletion | WordCompletion,
  key: SearchKey,
  language: SearchLanguage,
): QueryOption {
  const { range } = completion;
  const name = printKey(key, language);
  const next = text.charAt(range.to);
  const isPresence =
    completion.type === "key" && !completion.hasOperator && text.charAt(range.from - 1) === ":";
  const isFollowed = (completion.type === "key" && completion.hasOperator) || ":=<>!".includes(next || " ");
  return {
    id: `${key.scope} ${name}`,
    label: name,
    match: null,
    insert: isPresence ? `${name}${next === "" ? " " : ""}` : isFollowed ? name : `${name}:`,
    range,
    next: isPresence ? "close" : "goOn",
  };
}

/** What is typed can be meant as it is. */
function listText(
  text: string,
  completion: KeyCompletion | WordCompletion,
  { noun }: Vocabulary,
): OptionGroup[] {
  const typed = completion.text;
  if (completion.type === "key" || typed === "") return [];
  const option: QueryOption = {
    id: "text",
    label: `${noun} containing ${typed}`,
    match: null,
    insert: text.slice(completion.range.from, completion.range.to),
    range: completion.range,
    next: "run",
  };
  return [{ title: "Text", options: [option] }];
}

type ValueAt = Exclude<Completion, KeyCompletion | WordCompletion>;

function listValues(text: string, completion: ValueAt, found: SearchValues["values"]): OptionGroup {
  const title = "Values";
  // A sign stands at the caret: comparisons alone can take its place.
  if (completion.type === "operator" && completion.text !== "") return { title, options: [] };
  const { field, text: typed } = completion;
  const kinds = field?.kinds ?? ["text"];
  const isPlain =
    completion.type === "operator" || completion.operator === "=" || completion.operator === "!=";
  const counts = new Map(found.map(({ value, count }) => [value, count]));
  // Of a fixed set, the server knows which values can be searched by.
  const isNarrowed = kinds.includes("enum") && found.length > 0;
  const known = isNarrowed ? [] : (field?.values ?? (kinds.includes("boolean") ? ["true", "false"] : []));
  const options = [...new Set([...known, ...counts.keys()])]
    .filter((value) => value !== "" && value.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, VALUES_SHOWN)
    .map((value): QueryOption => {
      const place = completion.type === "value" && completion.isInList ? "item" : "value";
      const written = printValue({ kind: "text", text: value }, place);
      const count = counts.get(value);
      return {
        ...valueOption(text, completion, value, written),
        ...(count === undefined ? {} : { count }),
        ...(field?.key === "level" ? { level: value } : {}),
      };
    });
  const examples = isPlain
    ? [...(kinds.includes("date") ? DATES : []), ...(kinds.includes("number") ? NUMBERS : [])]
    : [];
  const written = examples
    .filter(([value]) => value.startsWith(typed))
    .map(([value, note]) => ({ ...valueOption(text, completion, value, value), note }));
  return { title, options: [...options, ...written] };
}

function valueOption(text: string, completion: ValueAt, value: string, written: string): QueryOption {
  const { range, text: typed } = completion;
  const isInList = completion.type === "value" && completion.isInList;
  const from = value.toLowerCase().indexOf(typed.toLowerCase());
  return {
    id: `value ${value}`,
    label: value,
    match: typed === "" || from < 0 ? null : { from, to: from + typed.length },
    insert: `${written}${!isInList && text.charAt(range.to) === "" ? " " : ""}`,
    range,
    next: "close",
  };
}

function listComparisons(completion: ValueAt): OptionGroup {
  const title = "Comparisons";
  if (completion.type !== "operator") return { title, options: [] };
  const { text: typed, range, field } = completion;
  const isDate = field?.kinds.includes("date") === true;
  const options = (isDate ? DATE_COMPARISONS : COMPARISONS)
    .filter(([sign]) => sign.startsWith(typed) && sign !== typed)
    .map(
      ([sign, note]): QueryOption => ({
        id: `sign ${sign}`,
        label: sign,
        match: spanOf(typed),
        note,
        insert: sign,
        range,
        next: "goOn",
      }),
    );
  return { title, options };
}

function spanOf(typed: string): Span | null {
  return typed === "" ? null : { from: 0, to: typed.length };
}
