/** How long events are prepared without looking at anything else, in ms. */
const SLICE_MS = 12;
/** The same while clients are waiting to be let in. */
const SHORT_SLICE_MS = 1;

let waiting: (() => void)[] = [];
let isScheduled = false;
let isHurried = false;

/**
 * Does work that takes the better part of a millisecond, when its turn comes. In a flood hundreds of events arrive at once;
 * between slices of a few milliseconds the process looks at its other sockets, so that Postgres gets its next batch and a
 * page its answer.
 */
export function inTurn<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(workOff);
  });
}

/**
 * Makes the next slice short. To be called for each new connection: libuv accepts one each time that it looks (its pull
 * request 3696), so that behind slices of full length a thousand new clients would wait for twenty seconds.
 */
export function hurry(): void {
  isHurried = true;
}

function workOff(): void {
  const end = performance.now() + (isHurried ? SHORT_SLICE_MS : SLICE_MS);
  isHurried = false;
  let done = 0;
  for (const work of waiting) {
    work();
    done++;
    if (performance.now() >= end) break;
  }
  waiting = waiting.slice(done);
  isScheduled = waiting.length > 0;
  if (isScheduled) setImmediate(workOff);
}
