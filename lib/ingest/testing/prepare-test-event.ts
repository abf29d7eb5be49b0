import { randomUUID } from "node:crypto";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** An event of a project, ready to be stored. */
export function prepareTestEvent(
  project: { id: number; keyId: string },
  change: Partial<PreparedEvent> = {},
): PreparedEvent {
  const now = new Date();
  return {
    projectId: project.id,
    keyId: project.keyId,
    eventId: randomUUID().replaceAll("-", ""),
    receivedAt: now,
    occurredAt: now,
    level: 40,
    hashes: ["a".repeat(32)],
    groupingVersion: "test",
    type: "TypeError",
    message: "x is not a function",
    culprit: "run in app.js",
    platform: "node",
    isUnhandled: false,
    environment: "production",
    release: "1.0.0",
    userKey: "id:1",
    tags: [["browser", "Firefox 140"]],
    payload: Buffer.from("payload"),
    ...change,
  };
}
