import { parseCodeowners } from "./parse-codeowners";
import { parseRules } from "./parse-rules";
import type { OwnershipTexts } from "./schemas";
import type { Ownership } from "./suggest-owners";

const MOST = 50;
const known = new Map<string, Ownership>();

/** The rules of two texts, without the lines that cannot be read. Remembers the last 50 pairs: parsing takes milliseconds. */
export function readRules(texts: OwnershipTexts): Ownership {
  const name = JSON.stringify([texts.rules, texts.codeowners]);
  let ownership = known.get(name);
  if (!ownership) {
    ownership = { rules: parseRules(texts.rules).rules, codeowners: parseCodeowners(texts.codeowners).rules };
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    known.set(name, ownership);
  }
  return ownership;
}
