import { levelNumber } from "@/lib/events/level";
import { encodePayload } from "@/lib/events/payload";
import { groupEvent } from "@/lib/grouping/group-event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import { describeEvent } from "@/lib/protocol/describe-event";
import type { Event, Json } from "@/lib/protocol/event";
import { eventTags } from "@/lib/protocol/event-tags";
import { eventUserKey } from "@/lib/protocol/event-user-key";
import { type NormaliseContext, normaliseEvent } from "@/lib/protocol/normalise-event";
import { writeStackText } from "@/lib/search/write-stack-text";
import type { KeyEntry } from "./key-directory";
import type { PreparedEvent } from "./prepared-event";

/** Normalises, scrubs, groups and describes what a client sent: everything that needs no database. */
export function prepareEvent(raw: Json, key: KeyEntry, context: NormaliseContext): PreparedEvent {
  const event = normaliseEvent(raw, context);
  const grouping = groupEvent(event, key.grouping);
  event.grouping = { version: grouping.version, revision: grouping.revision };
  const isInApp = inAppBy(key.grouping);
  const {
    type,
    message,
    culprit,
    function: functionName,
    location,
  } = describeEvent(event, isInApp, grouping.rule?.title);
  return {
    projectId: key.projectId,
    keyId: key.keyId,
    eventId: event.event_id,
    receivedAt: context.receivedAt,
    occurredAt: new Date(event.timestamp),
    level: levelNumber(event.level),
    hashes: grouping.hashes,
    groupingVersion: grouping.version,
    type,
    message,
    culprit,
    function: functionName,
    location,
    stackText: writeStackText(event, isInApp),
    platform: event.platform,
    logger: event.logger,
    isUnhandled: isUnhandled(event),
    environment: event.environment ?? "",
    release: event.release ?? "",
    userKey: eventUserKey(event.user),
    tags: eventTags(event),
    payload: encodePayload(event),
  };
}

function isUnhandled(event: Event): boolean {
  return event.exception?.values.some((exception) => exception.mechanism?.handled === false) ?? false;
}
