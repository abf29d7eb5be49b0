import { OutgoingError } from "@/lib/notifications/outgoing/outgoing-error";
import { type OutgoingAnswer, type Outside, sendRequest } from "@/lib/notifications/outgoing/send-request";
import { outlineAll } from "@/lib/notifications/write/outline-digest";
import {
  writeDiscord,
  writeMattermost,
  writeSlack,
  writeTeams,
  writeTelegram,
} from "@/lib/notifications/write/write-chat";
import { writeOpsgenie, writePagerDuty } from "@/lib/notifications/write/write-pager";
import { signWebhook, type Told, webhookEvent, writeWebhook } from "@/lib/notifications/write/write-webhook";
import type { Target } from "./find-target";
import { hideSecrets } from "./hide-secrets";
import type { Outcome } from "./outcome";

type Channel = Extract<Target, { kind: "channel" }>;

export type Place = {
  baseUrl: string;
  outside: Outside;
  /** Where the services are that have one address for everybody. */
  services?: { telegram: string; pagerduty: string };
};

const publicServices = { telegram: "https://api.telegram.org", pagerduty: "https://events.pagerduty.com" };

/** Incidents of one delivery that a pager is told of one by one. */
const PAGES = 20;
/** Told side by side: one after the other, a slow pager would take longer than the claim lasts. */
const SIDE_BY_SIDE = 4;

type Post = { url: string; body: string; headers?: Record<string, string> };

/**
 * Tells a chat, a pager or a webhook. What is refused of several keeps none of the others from being told; where the other side
 * is away, the rest is left to the next try.
 */
export async function sendToChannel(
  channel: Channel,
  deliveryId: string,
  told: readonly Told[],
  place: Place,
): Promise<Outcome> {
  const posts = writePosts(channel, deliveryId, told, place);
  const outcomes: Outcome[] = [];
  while (posts.length > 0 && !outcomes.some(({ status }) => status === "retry"))
    outcomes.push(
      ...(await Promise.all(posts.splice(0, SIDE_BY_SIDE).map((one) => send(one, place.outside)))),
    );
  const of = (status: Outcome["status"]) => outcomes.find((outcome) => outcome.status === status);
  const outcome = of("retry") ?? of("failed") ?? outcomes.at(-1) ?? { status: "sent", answer: "" };
  return { ...outcome, answer: hideSecrets(outcome.answer, channel.secret) };
}

function writePosts(channel: Channel, deliveryId: string, told: readonly Told[], place: Place): Post[] {
  const { channelKind, settings, secret } = channel;
  if (channelKind === "pagerduty" || channelKind === "opsgenie") {
    const { pagerduty } = place.services ?? publicServices;
    return pages(deliveryId, told, place.baseUrl).map((page) => {
      if (channelKind === "pagerduty") {
        return post(`${pagerduty}/v2/enqueue`, writePagerDuty(page, secret.routingKey ?? ""));
      }
      const { path, body } = writeOpsgenie(page);
      const headers = { authorization: `GenieKey ${secret.apiKey ?? ""}` };
      return post((settings.url ?? "").replace(/\/$/, "") + path, body, headers);
    });
  }
  return [
    channelKind === "webhook"
      ? writeSigned(channel, deliveryId, told, place)
      : writeMessage(channel, told, place),
  ];
}

function post(url: string, body: unknown, headers?: Record<string, string>): Post {
  return { url, body: JSON.stringify(body), headers };
}

const chats = { slack: writeSlack, discord: writeDiscord, teams: writeTeams, mattermost: writeMattermost };

function writeMessage(
  { channelKind, settings, secret }: Channel,
  told: readonly Told[],
  { baseUrl, services = publicServices }: Place,
): Post {
  const outlined = outlineAll(told.map(({ facts }) => facts));
  if (channelKind in chats) {
    return post(secret.url ?? "", chats[channelKind as keyof typeof chats](outlined, baseUrl));
  }
  const token = encodeURIComponent(secret.botToken ?? "").replace("%3A", ":");
  return post(
    `${services.telegram}/bot${token}/sendMessage`,
    writeTelegram(outlined, settings.chatId ?? "", baseUrl),
  );
}

function writeSigned(
  { secret }: Channel,
  deliveryId: string,
  told: readonly Told[],
  { baseUrl }: Place,
): Post {
  const body = writeWebhook(told, deliveryId, baseUrl);
  const headers = {
    "x-jackdaw-delivery": deliveryId,
    "x-jackdaw-event": webhookEvent(told),
    "x-jackdaw-signature": signWebhook(body, secret.signingKey ?? "", new Date()),
    "idempotency-key": deliveryId,
  };
  return { url: secret.url ?? "", body, headers };
}

/** Of each incident how it stands last, so that one which ended does not stay open; beyond a number, one page for all. */
function pages(deliveryId: string, told: readonly Told[], baseUrl: string) {
  const latest = new Map<string, Told>();
  for (const one of told) {
    const key = outlineAll([one.facts]).thread ?? deliveryId;
    latest.delete(key);
    latest.set(key, one);
  }
  const groups: [string, Told[]][] =
    latest.size > PAGES ? [[deliveryId, [...told]]] : [...latest].map(([key, one]) => [key, [one]]);
  return groups.map(([key, ones]) => ({
    outlined: outlineAll(ones.map(({ facts }) => facts)),
    key: `jackdaw-${key}`,
    baseUrl,
    at: ones.at(-1)?.createdAt ?? new Date().toISOString(),
  }));
}

async function send({ url, body, headers }: Post, outside: Outside): Promise<Outcome> {
  try {
    const answer = await sendRequest(
      { url, method: "POST", headers: { "content-type": "application/json", ...headers }, body },
      outside,
    );
    return judge(answer);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { status: error.isPermanent ? "failed" : "retry", answer: error.message };
  }
}

/** What may be well in a moment among the refusals: timeout, too early, too many. */
const passing = [408, 425, 429];

/** What an answer means for the delivery. */
export function judge({ status, headers, body }: OutgoingAnswer): Outcome {
  const answer = `${status} ${body}`.trim();
  if (status >= 200 && status < 300) return { status: "sent", answer };
  if (status >= 300 && status < 400) {
    return {
      status: "failed",
      answer: `${status}: it leads to another address, which is not followed. Enter that one.`,
    };
  }
  if (status < 500 && !passing.includes(status)) return { status: "failed", answer };
  return { status: "retry", answer, retryAfterSeconds: readRetryAfter(headers["retry-after"]) };
}

/** Seconds, or a date; nothing that can be read is no wish. */
function readRetryAfter(value: string | undefined): number {
  if (value === undefined) return 0;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0;
}
