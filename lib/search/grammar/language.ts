import type { SearchKey } from "./ast";
import type { KeyPrefix, SearchField } from "./field";
import type { RawKey } from "./token";

/** What the grammar needs to know of a subject (issues, logs): its fields and the foreign names for them. */
export interface SearchLanguage {
  fields: readonly SearchField[];
  prefixes: readonly KeyPrefix[];
  /** Every name, lower case, to its field. */
  names: ReadonlyMap<string, SearchField>;
}

export interface LanguageOptions {
  fields: readonly SearchField[];
  prefixes?: readonly KeyPrefix[];
  /** Names of other products → keys of `fields`. A name whose target is no field is left out. */
  synonyms?: Readonly<Record<string, string>>;
}

/** Makes the table that every verb of the grammar takes. A key wins over an alias, an alias over a synonym. */
export function createLanguage({ fields, prefixes = [], synonyms = {} }: LanguageOptions): SearchLanguage {
  const names = new Map<string, SearchField>();
  const add = (name: string, field: SearchField | undefined) => {
    if (field !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), field);
  };
  for (const field of fields) add(field.key, field);
  for (const field of fields) for (const alias of field.aliases ?? []) add(alias, field);
  for (const [name, key] of Object.entries(synonyms)) add(name, names.get(key.toLowerCase()));
  return { fields, prefixes, names };
}

/** The field of a key, or undefined for tags, flags and `*`. */
export function findField(key: SearchKey, language: SearchLanguage): SearchField | undefined {
  return key.scope === "field" ? language.names.get(key.name.toLowerCase()) : undefined;
}

/** Names are looked up to this length, so that prefixes without end cost no more than their text. */
const longestName = 256;

/** A plain name → what it means: prefixes off, aliases to their field, case ignored for known names only. */
export function resolveName(name: string, language: SearchLanguage): SearchKey {
  const lower = name.toLowerCase();
  let at = 0;
  for (;;) {
    const field = lower.length - at > longestName ? undefined : language.names.get(lower.slice(at));
    if (field !== undefined) return { scope: "field", name: field.key };
    const found = language.prefixes.find(
      ({ prefix }) => lower.length > at + prefix.length && lower.startsWith(prefix.toLowerCase(), at),
    );
    if (found === undefined) return { scope: "tag", name: name.slice(at) };
    at += found.prefix.length;
    if (found.isTag === true) return { scope: "tag", name: name.slice(at) };
  }
}

/** A key as it was typed → what it means. */
export function resolveKey(key: RawKey, language: SearchLanguage): SearchKey {
  if (key.form === "any") return { scope: "any", name: "*" };
  if (key.form === "tags") return { scope: "tag", name: key.name };
  if (key.form === "flags") return { scope: "flag", name: key.name };
  return resolveName(key.name, language);
}
