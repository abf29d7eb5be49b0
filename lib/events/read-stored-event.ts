import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import type { Event } from "@/lib/protocol/event";
import { locateIssue } from "./locate-issue";
import { decodePayload } from "./payload";
import { selectEvent } from "./select-event";

/**
 * One event of an issue exactly as it is stored, for the raw view. `selector` as for `readEvent`.
 * @throws NotFoundError for an unknown issue, and for an event that is not one of the issue's
 */
export async function readStoredEvent(ctx: Context, shortId: string, selector: string): Promise<Event> {
  authorize(ctx, "event:read");
  const stored = await selectEvent(await locateIssue(ctx, shortId), selector);
  if (!stored) throw new NotFoundError();
  return decodePayload(stored.payload);
}
