/** An object as JSON text, and what it counts against the limits of an event. */
export interface JsonText {
  bytes: Buffer;
  nodes: number;
  /** Levels of nesting, its own included. */
  depth: number;
}

/** A text that came before, and what was made of it: shared between events, nobody may change it. */
export interface SeenText<T> extends JsonText {
  /** As `hashText` gives it. */
  hash: number;
  value: T;
}

export interface TextMemoryOptions {
  /** In bytes. Shorter texts are as quickly read as found; texts are told apart by as many bytes of their beginning. */
  shortest: number;
  longest: number;
  /** All texts together, in bytes. */
  room: number;
}

/** Texts that begin alike and are looked through. */
const MOST_ALIKE = 64;
/** Hashes of texts that came once, each in the place that the hash names; a power of two. */
const SIGHTINGS = 16_384;

/**
 * Objects that come again and again in the JSON of events, byte for byte: what was once made of the bytes is made of the
 * same bytes for ever, so it is kept. Least recently used go first.
 */
export class TextMemory<T extends object> {
  readonly #options: TextMemoryOptions;
  readonly #byBeginning = new Map<number, SeenText<T>[]>();
  readonly #byUse = new Set<SeenText<T>>();
  readonly #jsonOf = new WeakMap<T, string | null>();
  readonly #sightings = new Int32Array(SIGHTINGS);
  #used = 0;

  constructor(options: TextMemoryOptions) {
    this.#options = options;
  }

  /** The text that stands at `from`, if it came before. A JSON object ends where it ends, so equal bytes are an equal object. */
  recall(body: Buffer, from: number): SeenText<T> | undefined {
    if (from + this.#options.shortest > body.length) return undefined;
    const alike = this.#byBeginning.get(hashText(body, from, from + this.#options.shortest));
    if (alike === undefined) return undefined;
    for (const seen of alike) {
      const to = from + seen.bytes.length;
      if (to > body.length || !mayBe(seen.bytes, body, from)) continue;
      if (body.compare(seen.bytes, 0, seen.bytes.length, from, to) !== 0) continue;
      this.#byUse.delete(seen);
      this.#byUse.add(seen);
      return seen;
    }
    return undefined;
  }

  /**
   * Whether a text of so many bytes should be remembered: it came before, lately. What comes but once is not worth keeping;
   * the memory that it takes for a while costs more than it can spare.
   */
  isSecondSight(hash: number, bytes: number): boolean {
    if (bytes < this.#options.shortest || bytes > this.#options.longest) return false;
    const place = hash & (SIGHTINGS - 1);
    if (this.#sightings[place] === hash) return true;
    this.#sightings[place] = hash;
    return false;
  }

  /** Remembers what was made of a text. From now on `value` must not change, but for secrets being taken out. */
  remember(text: JsonText & { hash: number }, value: T): void {
    const beginning = hashText(text.bytes, 0, this.#options.shortest);
    const alike = this.#byBeginning.get(beginning) ?? [];
    if (alike.some(({ bytes }) => bytes.equals(text.bytes))) return;
    const seen = { ...text, value };
    this.#byBeginning.set(beginning, [...alike, seen]);
    this.#byUse.add(seen);
    this.#jsonOf.set(value, null);
    this.#used += seen.bytes.length;
    if (alike.length >= MOST_ALIKE && alike[0]) this.#forget(alike[0]);
    for (const oldest of this.#byUse) {
      if (this.#used <= this.#options.room) break;
      this.#forget(oldest);
    }
  }

  /** Whether an object is one of those that are shared. */
  has(value: T): boolean {
    return this.#jsonOf.has(value);
  }

  /** A shared object as JSON, written once: after its secrets were taken out. */
  jsonOf(value: T): string {
    let json = this.#jsonOf.get(value);
    if (json == null) this.#jsonOf.set(value, (json = JSON.stringify(value)));
    return json;
  }

  #forget(seen: SeenText<T>): void {
    const beginning = hashText(seen.bytes, 0, this.#options.shortest);
    const alike = (this.#byBeginning.get(beginning) ?? []).filter((one) => one !== seen);
    if (alike.length > 0) this.#byBeginning.set(beginning, alike);
    else this.#byBeginning.delete(beginning);
    this.#byUse.delete(seen);
    this.#used -= seen.bytes.length;
  }
}

/** A look at three places, which spares most comparisons of texts that only begin alike. */
function mayBe(text: Buffer, body: Buffer, from: number): boolean {
  const [middle, late, last] = [text.length >> 1, (3 * text.length) >> 2, text.length - 3];
  return (
    text[middle] === body[from + middle] &&
    text[late] === body[from + late] &&
    text[last] === body[from + last]
  );
}

/** FNV-1a, 32 bits: quick for short texts. Who sends equal hashes on purpose wins nothing: bytes are compared. */
export function hashText(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash | 0;
}

/** The hash of a whole from those of its parts, in order. */
export function addHash(sum: number, hash: number): number {
  return Math.imul(sum ^ hash, 0x01000193) | 0;
}
