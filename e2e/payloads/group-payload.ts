import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import type { JsonObject } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import type { Expectation } from "./read-payloads";

const RECEIVED = new Date("2026-11-20T09:00:01.000Z");

/** What a grouping version says about an event that a client sent, after the same steps that ingest takes. */
export function groupPayload(raw: JsonObject, version: string): Expectation {
  // Normalising keeps parts of what it reads.
  const event = normaliseEvent(structuredClone(raw), { receivedAt: RECEIVED });
  const { hashes, variants } = groupEvent(event, plainSettings(version));
  const spoke = variants.find(({ hash }) => hash !== undefined);
  return { hashes, strategy: spoke?.strategy ?? "none" };
}
