import { ZstdError } from "./bits";

/** Unpacked more than the caller allows. */
export class ZstdTooLarge extends Error {
  override readonly name = "ZstdTooLarge";
}

/** A buffer that grows up to `max` bytes and no further. */
export class Output {
  length = 0;
  private bytes: Buffer;

  constructor(private readonly max: number) {
    this.bytes = Buffer.allocUnsafe(Math.min(max, 64 * 1024));
  }

  append(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    const { bytes, length } = this;
    // Most runs of literals are so short that a view on them would cost more than the copy.
    if (to - from > 64) bytes.set(source.subarray(from, to), length);
    else for (let i = from; i < to; i++) bytes[length + i - from] = source[i] as number;
    this.length += to - from;
  }

  fill(byte: number, count: number): void {
    this.reserve(count);
    this.bytes.fill(byte, this.length, this.length + count);
    this.length += count;
  }

  /** Repeats `count` bytes from `offset` back; the two ranges may overlap. `start` is where the frame began. */
  repeat(offset: number, count: number, start: number): void {
    const from = this.length - offset;
    if (offset === 0 || from < start) throw new ZstdError("offset beyond the beginning");
    this.reserve(count);
    const { bytes, length } = this;
    if (offset >= count && count > 64) bytes.copyWithin(length, from, from + count);
    else for (let i = 0; i < count; i++) bytes[length + i] = bytes[from + i] as number;
    this.length += count;
  }

  take(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.max) throw new ZstdTooLarge();
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.min(this.max, Math.max(needed, this.bytes.length * 2)));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
