import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "@/lib/notifications/secret/derive-key";
import { type PreferenceSubject, preferenceSubjects } from "@/lib/notifications/schemas";

/** What a link ends: one kind of mail to a person, or all to an address that is a channel. */
export type Unsubscription =
  | { to: "user"; userId: string; organizationId: string; subject: PreferenceSubject }
  | { to: "channel"; channelId: string };

/** A token that needs no row: what it ends, and that we wrote it. It does nothing but end mails, so it does not expire. */
export function writeToken(given: Unsubscription, key = deriveKey("unsubscribe")): string {
  const parts =
    given.to === "user" ? ["u", given.userId, given.organizationId, given.subject] : ["c", given.channelId];
  const text = Buffer.from(JSON.stringify(parts)).toString("base64url");
  return `${text}.${sign(text, key)}`;
}

/** What a token ends; null for what we did not write. */
export function readToken(token: string, key = deriveKey("unsubscribe")): Unsubscription | null {
  const [text = "", mac = ""] = token.split(".");
  const expected = Buffer.from(sign(text, key));
  const given = Buffer.from(mac);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [to, ...rest] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as string[];
  if (to === "c") return { to: "channel", channelId: rest[0] ?? "" };
  const subject = preferenceSubjects.find((one) => one === rest[2]);
  return subject ? { to: "user", userId: rest[0] ?? "", organizationId: rest[1] ?? "", subject } : null;
}

function sign(text: string, key: Buffer): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
