import { chooseRecommended } from "./choose-recommended";
import type { StoredEvent } from "./event-row";
import type { IssueLocation } from "./locate-issue";
import { unpackPayload } from "./payload";
import { readInOrder } from "./read-in-order";
import type { Neighbours } from "./read-neighbours";

const CANDIDATES = 20;

/** An event, and what is known of those around it; what is not is left out. */
export type Selected = { stored: StoredEvent; around: Partial<Neighbours> };

/** The most complete of the issue's newest events; undefined when none is stored. */
export async function selectRecommended(issue: IssueLocation): Promise<Selected | undefined> {
  const { events, isWhole } = await readInOrder(issue, "DESC", CANDIDATES);
  const stored = chooseRecommended(events, ({ payload }) => unpackPayload(payload));
  if (!stored) return undefined;
  const place = events.indexOf(stored);
  const before = events[place + 1]?.id;
  return {
    stored,
    around: {
      nextId: events[place - 1]?.id ?? null,
      ...(events[0] && { lastId: events[0].id }),
      ...(isWhole && { firstId: (events.at(-1) ?? stored).id }),
      ...((before !== undefined || isWhole) && { previousId: before ?? null }),
    },
  };
}
