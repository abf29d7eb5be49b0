import { createHmac } from "node:crypto";
import type { NotificationFacts } from "@/lib/notifications/facts";
import { cleanText, messageLength } from "./clean-text";
import { outlineAll } from "./outline-digest";

export type Told = { id: string; createdAt: string; facts: NotificationFacts };

/** The body of our own webhook, as docs/webhook.md says; the same for every try of a delivery. */
export function writeWebhook(told: readonly Told[], deliveryId: string, baseUrl: string): string {
  const { subject, lead, actions } = outlineAll(told.map(({ facts }) => facts));
  return JSON.stringify({
    version: 1,
    delivery: deliveryId,
    event: webhookEvent(told),
    subject,
    text: lead,
    url: baseUrl + (actions[0]?.path ?? "/"),
    notifications: told.map(({ id, createdAt, facts }) => ({ id, createdAt, ...(clean(facts) as object) })),
  });
}

/** The kind of what is told; "digest" for several. */
export function webhookEvent(told: readonly Told[]): string {
  const [first] = told;
  if (told.length !== 1 || !first) return "digest";
  const { facts } = first;
  return facts.kind === "issue" ? `issue.${facts.reason}` : facts.kind;
}

/** Value of X-Jackdaw-Signature: the second in which it was signed, and the HMAC of that and the body. */
export function signWebhook(body: string, signingKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", signingKey).update(`${seconds}.${body}`).digest("hex")}`;
}

/** Facts with every text in them cut and stripped; addresses of ours are whole. */
function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value, messageLength);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isOurs(key) ? inner : clean(inner)]),
  );
}

function isOurs(key: string): boolean {
  return key === "path" || key === "searchPath";
}
