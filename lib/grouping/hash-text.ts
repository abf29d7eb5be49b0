import { hash } from "node:crypto";

/** MD5 as 32 hex digits: the form that Sentry's hashes have. */
export function hashText(text: string): string {
  return hash("md5", text);
}
