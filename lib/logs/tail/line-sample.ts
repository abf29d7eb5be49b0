/** Lines per second that somebody can still follow; more than this is sampled. */
export const shownPerSecond = 200;

/** What came since the last time. */
export interface Sampled<Item> {
  /** In the order of their arrival. */
  shown: Item[];
  /** Lines that matched, those shown among them. */
  matched: number;
}

/**
 * What waits to be shown, bounded whatever comes: 200 lines per second pass; of more, each has the same chance to be among them.
 * `random` gives 0 to 1, `now` milliseconds.
 */
export class LineSample<Item> {
  readonly #random: () => number;
  readonly #now: () => number;
  #kept: { at: number; item: Item }[] = [];
  #matched = 0;
  #room = shownPerSecond;
  #countedAt: number;

  constructor(random: () => number = Math.random, now: () => number = () => performance.now()) {
    this.#random = random;
    this.#now = now;
    this.#countedAt = now();
  }

  get isEmpty(): boolean {
    return this.#matched === 0;
  }

  /** Counts a line; `make` is called when it is kept for now. */
  add(make: () => Item): void {
    const at = this.#matched++;
    if (this.#kept.length < shownPerSecond) {
      this.#kept.push({ at, item: make() });
      return;
    }
    const place = Math.floor(this.#random() * this.#matched);
    if (place < shownPerSecond) this.#kept[place] = { at, item: make() };
  }

  take(): Sampled<Item> {
    const now = this.#now();
    this.#room = Math.min(shownPerSecond, this.#room + ((now - this.#countedAt) / 1000) * shownPerSecond);
    this.#countedAt = now;
    const kept = this.#kept.toSorted((one, other) => one.at - other.at);
    const count = Math.min(kept.length, Math.floor(this.#room));
    this.#room -= count;
    const matched = this.#matched;
    this.#kept = [];
    this.#matched = 0;
    // Of those that do not fit, as many from each part of the stretch.
    const shown = Array.from(
      { length: count },
      (_, index) => kept[Math.floor((index * kept.length) / count)],
    );
    return { shown: shown.flatMap((one) => (one === undefined ? [] : [one.item])), matched };
  }
}
