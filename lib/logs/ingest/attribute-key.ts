import { cleanText, cutText } from "@/lib/protocol/normalise/clean-text";
import { isSensitiveKey } from "@/lib/protocol/normalise/sensitive-key";

const MAX_KEY = 200;
const MAX_REMEMBERED = 10_000;
/** Longer ones are hardly ever met twice. */
const MAX_LENGTH = 256;

/** What is to be known of an attribute's name. */
export interface AttributeKey {
  /** As it is stored. */
  name: string;
  /** The same as JSON, with the colon behind it. */
  json: string;
  /** Whether what stands under it is likely a secret. */
  isSensitive: boolean;
  /** Whether the stored name is not the one that was sent, so that two may have become one. */
  isChanged: boolean;
}

const remembered = new Map<string, AttributeKey>();

/** What a name is stored as; the names of a sender's lines are the same few, so that they are looked at once. */
export function attributeKey(sent: string): AttributeKey {
  const known = remembered.get(sent);
  if (known) return known;
  const name = cutText(cleanText(sent), MAX_KEY);
  const key = {
    name,
    json: `${JSON.stringify(name)}:`,
    isSensitive: isSensitiveKey(name),
    isChanged: name !== sent,
  };
  if (sent.length > MAX_LENGTH) return key;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(sent, key);
  return key;
}

/** Takes a free name for an attribute: whoever comes second to a name gets a number. `used` learns it. */
export function takeName(key: AttributeKey, used: Set<string>): AttributeKey {
  let name = key.name;
  for (let number = 2; used.has(name); number++) name = `${key.name}#${number}`;
  used.add(name);
  return name === key.name ? key : { ...key, name, json: `${JSON.stringify(name)}:` };
}
