import { RateLimitedError } from "@/lib/errors";

/** Tails of one person in this process: browsers open six connections to a server, and pages need some. */
const perPerson = 4;
/** Tails of all: the front passes 256 requests on at a time. */
const perProcess = 128;

// Next bundles this module more than once.
const holder = globalThis as typeof globalThis & { jackdawTails?: Map<string, number> };

/** Counts a tail of a person until the answer is called. @throws RateLimitedError when there are too many */
export function holdTail(userId: string): () => void {
  const tails = (holder.jackdawTails ??= new Map());
  const own = tails.get(userId) ?? 0;
  if (own >= perPerson)
    throw new RateLimitedError(
      `You follow logs in ${own} places already. Stop one of them, then try again.`,
      5,
    );
  const all = [...tails.values()].reduce((sum, count) => sum + count, 0);
  if (all >= perProcess)
    throw new RateLimitedError("Too many people follow logs at this moment. Try again in a minute.", 60);
  tails.set(userId, own + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (tails.get(userId) ?? 1) - 1;
    if (left > 0) tails.set(userId, left);
    else tails.delete(userId);
  };
}
