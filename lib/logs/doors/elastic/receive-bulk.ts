import { randomBytes } from "node:crypto";
import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import type { LogDoor } from "@/lib/logs/doors/match-log-door";
import { openBatch } from "@/lib/logs/doors/open-batch";
import { type BulkAction, readBulk } from "@/lib/logs/parse/elastic/read-bulk";
import type { JsonObject } from "@/lib/protocol/event";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { respondElastic } from "./respond";

/** Stores the documents of a `_bulk` request; exactly one item for each action, under the action's own name. */
export async function receiveBulk(request: ActiveRequest, door: LogDoor): Promise<IngestResponse> {
  const started = performance.now();
  const batch = await openBatch(request, door);
  const actions = await batch.read(() =>
    readBulk(batch.body.toString("utf8"), door.index ?? "", batch.arrival),
  );
  if (actions.length === 0) throw new ProtocolError(400, "empty_body", "request body is required");
  for (const { error, text } of actions) if (error) batch.reject("invalid_document", error.reason, text);
  await batch.accept(actions.flatMap(({ line }) => line ?? []));
  return respondElastic(request, 200, {
    took: Math.round(performance.now() - started),
    errors: actions.some(({ error }) => error !== undefined),
    items: actions.map((action) => ({ [action.operation]: describeAction(action) })),
  });
}

/** Lines are never changed or deleted: an update adds one, and what is to be deleted is not found. */
function describeAction({ operation, index, id, error }: BulkAction): JsonObject {
  const named = { _index: index, _id: id ?? randomBytes(15).toString("base64url") };
  if (error) return { ...named, status: 400, error };
  if (operation === "delete") return { ...named, _version: 1, result: "not_found", status: 404 };
  return {
    ...named,
    _version: 1,
    result: "created",
    _shards: { total: 1, successful: 1, failed: 0 },
    _seq_no: 0,
    _primary_term: 1,
    status: 201,
  };
}
