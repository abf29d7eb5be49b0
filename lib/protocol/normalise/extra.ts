import type { JsonObject } from "@/lib/protocol/event";
import { copyObject, type TreeLimits } from "./copy-json";
import type { Source } from "./source";

const LIMITS: TreeLimits = { depth: 7, perValue: 16 * 1024, total: 256 * 1024 };

/** Free-form data. raven's database query, which has no field of its own any more, joins it. */
export function normaliseExtra(event: Source): JsonObject | undefined {
  const sent = event.child("extra")?.object;
  const query = event.child("sentry.interfaces.Query")?.object;
  if (!sent && !query) return undefined;
  const extra = copyObject(query ? { query, ...sent } : { ...sent }, LIMITS, event, "extra");
  return Object.keys(extra).length > 0 ? extra : undefined;
}
