import { failureOf } from "./explain-failure";

export interface TurnLimits {
  /** Inside at once. Of several places one is left to others: nobody fills them all, but who has no name. */
  most: number;
  /** May wait, of one who asks. */
  mostWaiting: number;
  /** Whoever waits longer is turned away; milliseconds. */
  longestMs?: number;
}

/** Of all who ask together, as many times what one may let wait. */
const CROWD = 4;
const LONGEST_MS = 60_000;

/**
 * Lets so many in at once; some more wait their turn, and whoever comes then is turned away. Those who ask take turns: who has
 * the fewest inside is next, and of these who waited longest, however many wait of another.
 */
export class TurnQueue {
  readonly #limits: TurnLimits;
  /** By who asks; who was let in last stands last. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #inside = new Map<string, number>();
  #isClosed = false;
  #onEmpty: (() => void) | undefined;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** How many are inside or wait. */
  get load(): number {
    return this.#countInside() + this.#countWaiting();
  }

  /** Waits for a turn; call what it gives when done. Throws LogEngineError: `busy`, `cancelled`, `unavailable`. */
  async enter(asker: string, signal?: AbortSignal): Promise<() => void> {
    if (this.#isClosed) throw failureOf("unavailable");
    if (signal?.aborted) throw failureOf("cancelled");
    if (this.#mayEnter(asker)) this.#letIn(asker);
    else await this.#wait(asker, signal);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const left = (this.#inside.get(asker) ?? 1) - 1;
      if (left > 0) this.#inside.set(asker, left);
      else this.#inside.delete(asker);
      this.#callNext();
      if (this.#inside.size === 0) this.#onEmpty?.();
    };
  }

  /** Lets nobody in any more and waits until all are out. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#inside.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  #countInside(): number {
    return [...this.#inside.values()].reduce((sum, count) => sum + count, 0);
  }

  #countWaiting(): number {
    return [...this.#waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  #mayEnter(asker: string): boolean {
    const { most } = this.#limits;
    const own = asker === "" ? most : Math.max(1, most - 1);
    return this.#countInside() < most && (this.#inside.get(asker) ?? 0) < own;
  }

  #letIn(asker: string): void {
    this.#inside.set(asker, (this.#inside.get(asker) ?? 0) + 1);
  }

  /** Lets in whoever is next, if there is room. */
  #callNext(): void {
    let next: string | undefined;
    for (const asker of this.#waiting.keys()) {
      const count = this.#inside.get(asker) ?? 0;
      if (this.#mayEnter(asker) && (next === undefined || count < (this.#inside.get(next) ?? 0)))
        next = asker;
    }
    if (next === undefined) return;
    const own = this.#waiting.get(next) ?? [];
    this.#waiting.delete(next);
    const enter = own.shift();
    if (own.length > 0) this.#waiting.set(next, own);
    this.#letIn(next);
    enter?.();
  }

  async #wait(asker: string, signal: AbortSignal | undefined): Promise<void> {
    const { mostWaiting, longestMs = LONGEST_MS } = this.#limits;
    const own = this.#waiting.get(asker) ?? [];
    if (own.length >= mostWaiting || this.#countWaiting() >= mostWaiting * CROWD) throw failureOf("busy");
    this.#waiting.set(asker, own);
    await new Promise<void>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
      };
      const leave = (code: "busy" | "cancelled") => {
        settle();
        const others = (this.#waiting.get(asker) ?? []).filter((one) => one !== enter);
        if (others.length > 0) this.#waiting.set(asker, others);
        else this.#waiting.delete(asker);
        reject(failureOf(code));
      };
      const enter = () => {
        settle();
        resolve();
      };
      const giveUp = () => leave("cancelled");
      const timer = setTimeout(() => leave("busy"), longestMs);
      signal?.addEventListener("abort", giveUp, { once: true });
      own.push(enter);
    });
  }
}
