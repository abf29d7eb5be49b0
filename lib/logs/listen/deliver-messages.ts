import { authenticate } from "@/lib/ingest/authenticate";
import { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { rejectLines } from "@/lib/logs/ingest/reject-lines";
import type { LogLine } from "@/lib/logs/line";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import type { ListenerSettings } from "./listener";
import type { Message } from "./message";
import { noteRefused } from "./note-refused";
import { type Route, routeSender } from "./route/route-sender";
import { tokenOf } from "./token-of";

/** The listener whose messages are delivered. */
export type Receiving = Pick<ListenerSettings, "kind" | "route" | "count">;

/** Lines that go the same way. */
interface Group {
  token?: string;
  routed?: string;
  remote: string;
  lines: LogLine[];
  rawBytes: number;
}

/**
 * Stores the lines of messages with the project of each; returns when they are durable, or counted as refused. A line's own
 * token (Loggly's, or a field `token`) counts first; one that is not known here is a field like any other. Lines without
 * a host have the sender's address. With `isStrict` throws what keeps lines from being stored, for senders that send again.
 */
export async function deliverMessages(
  listener: Receiving,
  messages: readonly Message[],
  { isStrict = false } = {},
): Promise<void> {
  const route = listener.route();
  const groups = new Map<string, Group>();
  for (const message of messages) {
    gather(groups, route, message);
    for (const refused of message.refused) void reject(listener, message.remote, refused);
  }
  const results = await Promise.allSettled(
    [...groups.values()].map((group) => store(listener, group, isStrict)),
  );
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

function gather(groups: Map<string, Group>, route: Route, { lines, remote, rawBytes }: Message): void {
  for (const { line, token: given } of lines) {
    line.host ||= remote;
    const token = given ?? tokenOf(line);
    const routed = routeSender(route, { host: line.host, service: line.service, address: remote });
    const id = `${token ?? ""} ${routed ?? ""} ${remote}`;
    let group = groups.get(id);
    if (!group) groups.set(id, (group = { token, routed, remote, lines: [], rawBytes: 0 }));
    group.lines.push(line);
    group.rawBytes += Math.floor(rawBytes / lines.length);
  }
}

async function store(listener: Receiving, group: Group, isStrict: boolean): Promise<void> {
  const { kind } = listener;
  let key: KeyEntry | null = null;
  const { lines, remote, rawBytes } = group;
  try {
    key = await findKeyOf(group);
    const quantity = lines.length;
    if (key) await acceptLines(key, lines, { door: kind, remote, rawBytes });
    else noteRefused(kind, quantity);
    listener.count?.(key ? "stored" : "refused", quantity);
  } catch (error) {
    if (isStrict) throw error;
    // Who was refused by a limit was counted there.
    if (error instanceof RateLimitError) return;
    logTrouble(`Lines of listener ${kind} could not be stored`, error);
    const count = { category: "log_item", outcome: "rate_limited", reason: "unavailable" } as const;
    if (key) countOutcome(key, { ...count, quantity: lines.length });
  }
}

async function findKeyOf({ token, routed, remote, lines }: Group): Promise<KeyEntry | null> {
  const own = token === undefined ? null : await knownKey(token, remote);
  // While nobody can tell whether it is a token, a project that is known is better.
  if (own && !(own.isUnverified && routed !== undefined)) {
    for (const { attributes } of lines) if (attributes) delete attributes["token"];
    return own;
  }
  return routed === undefined ? null : knownKey(routed, remote);
}

async function knownKey(publicKey: string, remote: string): Promise<KeyEntry | null> {
  try {
    return await authenticate({ publicKey }, {}, remote);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

async function reject(
  { kind, route, count }: Receiving,
  remote: string,
  refused: Message["refused"][number],
): Promise<void> {
  const key = await fallbackKey(route(), remote);
  if (key) return rejectLines(key, { door: kind, remote, ...refused });
  noteRefused(kind, 1);
  count?.("refused", 1);
}

/** Counts lines that were dropped unread, because too many came at once. */
export async function countDropped(
  { kind, route }: Receiving,
  remote: string,
  quantity: number,
): Promise<void> {
  const key = await fallbackKey(route(), remote);
  if (!key) noteRefused(kind, quantity);
  else countOutcome(key, { category: "log_item", outcome: "rate_limited", reason: "overload", quantity });
}

/** The key of a sender of whom nothing but the address is known; never throws. */
async function fallbackKey(route: Route, remote: string): Promise<KeyEntry | null> {
  const routed = routeSender(route, { address: remote });
  return routed === undefined ? null : knownKey(routed, remote).catch(() => null);
}
