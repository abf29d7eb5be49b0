import { cutText } from "@/lib/protocol/normalise/clean-text";
import type { Outline } from "./outline-type";

type Json = Readonly<Record<string, unknown>>;

/** What a pager is told of one incident. `key` tells it from others: the same for its begin and its end. */
export type PagerInput = { outlined: Outline; key: string; baseUrl: string; at: string };

/** Events API v2 of PagerDuty. What ends an incident carries no payload. */
export function writePagerDuty({ outlined, key, baseUrl, at }: PagerInput, routingKey: string): Json {
  const event = { routing_key: routingKey, dedup_key: key.slice(0, 255) };
  if (outlined.incident === "resolve") return { ...event, event_action: "resolve" };
  return {
    ...event,
    event_action: "trigger",
    client: "Jackdaw",
    client_url: baseUrl,
    links: outlined.actions.map(({ label, path }) => ({ href: baseUrl + path, text: label })),
    payload: {
      summary: cutText(outlined.subject, 1_024),
      source: outlined.place === "" ? "Jackdaw" : outlined.place,
      severity: { critical: "critical", warning: "warning", good: "info", plain: "info" }[outlined.tone],
      timestamp: at,
      custom_details: details(outlined),
    },
  };
}

/** The Alert API of Opsgenie, and of those who speak as it does: the path below the address, and the body. */
export function writeOpsgenie({ outlined, key, baseUrl }: PagerInput): { path: string; body: Json } {
  if (outlined.incident === "resolve") {
    return {
      path: `/v2/alerts/${encodeURIComponent(key)}/close?identifierType=alias`,
      body: { source: "Jackdaw", note: cutText(outlined.lead, 25_000) },
    };
  }
  const description = [
    outlined.lead,
    ...Object.entries(details(outlined)).map(([label, value]) => `${label}: ${value}`),
    ...outlined.actions.map(({ label, path }) => `${label}: ${baseUrl}${path}`),
  ];
  return {
    path: "/v2/alerts",
    body: {
      message: cutText(outlined.subject, 130),
      alias: key.slice(0, 512),
      description: cutText(description.join("\n"), 15_000),
      source: "Jackdaw",
      priority: { critical: "P1", warning: "P3", good: "P5", plain: "P5" }[outlined.tone],
    },
  };
}

function details({ lead, issue, rows }: Outline): Record<string, string> {
  return {
    What: lead,
    ...(issue && { Issue: [issue.type, issue.message].filter(Boolean).join(": "), Where: issue.where }),
    ...Object.fromEntries(rows),
  };
}
