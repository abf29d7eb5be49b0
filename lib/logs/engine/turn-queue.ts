import { failureOf } from "./explain-failure";

/** Lets so many in at once; some more wait their turn, and whoever comes then is turned away. */
export class TurnQueue {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;
  #isClosed = false;
  #onEmpty: (() => void) | undefined;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  /** How many are inside or wait. */
  get load(): number {
    return this.#inside + this.#waiting.length;
  }

  /** Waits for a turn; call what it gives when done. Throws LogEngineError: `busy`, `cancelled`, `unavailable`. */
  async enter(signal?: AbortSignal): Promise<() => void> {
    if (this.#isClosed) throw failureOf("unavailable");
    if (signal?.aborted) throw failureOf("cancelled");
    if (this.#inside < this.#most) this.#inside++;
    else await this.#wait(signal);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = this.#waiting.shift();
      if (next) next();
      else {
        this.#inside--;
        if (this.#inside === 0) this.#onEmpty?.();
      }
    };
  }

  /** Lets nobody in any more and waits until all are out. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#inside === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.length >= this.#mostWaiting) throw failureOf("busy");
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(failureOf("cancelled"));
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(enter);
    });
  }
}
