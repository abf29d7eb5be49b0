import type { SearchKey } from "./ast";
import { isSameKey } from "./normalise";
import { resolveName, type SearchLanguage } from "./language";
import { looksLikeText } from "./looks-like-text";
import { isPlainName } from "./read-key";
import { presenceNames } from "./read-filter";

/**
 * A key as it is written before a colon or after `has:`. A tag is written plainly unless its name means
 * something else or needs quotes: `tags[level]`, `tags["odd name"]`.
 * @param value what will follow the colon, for names that would read as text with it (`http` and `//…`)
 */
export function printKey(key: SearchKey, language: SearchLanguage, value = ""): string {
  if (key.scope === "any") return "*";
  if (key.scope === "field") return isPlainName(key.name) ? key.name : quoteName(key.name);
  if (key.scope === "flag") return `flags[${printInside(key.name)}]`;
  const isPlain =
    isPlainName(key.name) &&
    !presenceNames.includes(key.name) &&
    !looksLikeText(key.name, value) &&
    isSameKey(resolveName(key.name, language), key);
  return isPlain ? key.name : `tags[${printInside(key.name)}]`;
}

function printInside(name: string): string {
  return isPlainName(name) ? name : quoteName(name);
}

function quoteName(name: string): string {
  return `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
