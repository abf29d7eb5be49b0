import { hash } from "node:crypto";

/** MD5 over the texts without a separator, as 32 hex digits: the form that Sentry's hashes have. */
export function hashStrings(strings: readonly string[]): string {
  return hashText(strings.join(""));
}

/** The same for texts that were already joined. */
export function hashText(text: string): string {
  return hash("md5", text);
}
