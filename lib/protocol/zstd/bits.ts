/** Thrown for any input that is no Zstandard; the door's word for it is `invalid_encoding`. */
export class ZstdError extends Error {
  override readonly name = "ZstdError";
}

/**
 * A bit stream that is read from its end to its beginning, as all entropy-coded parts of Zstandard are. The highest
 * set bit of the last byte marks where it starts. Reading past the beginning gives zeros and makes `left` negative:
 * callers check it where the format says that the stream must be used up.
 */
export class BackwardBits {
  /** Bits not yet read. */
  left: number;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly from: number,
    to: number,
  ) {
    const last = to > from ? byteAt(bytes, to - 1) : 0;
    if (last === 0) throw new ZstdError("bit stream without end mark");
    this.left = (to - from) * 8 - Math.clz32(last) + 23;
  }

  /** The next `count` bits, at most 25. */
  read(count: number): number {
    this.left -= count;
    return this.at(this.left, count);
  }

  /** Like `read`, without moving on. */
  peek(count: number): number {
    return this.at(this.left - count, count);
  }

  private at(position: number, count: number): number {
    if (position < 0) return position + count <= 0 ? 0 : this.at(0, position + count) << -position;
    const index = this.from + (position >> 3);
    const word =
      byteAt(this.bytes, index) |
      (byteAt(this.bytes, index + 1) << 8) |
      (byteAt(this.bytes, index + 2) << 16) |
      (byteAt(this.bytes, index + 3) << 24);
    return (word >>> (position & 7)) & ((1 << count) - 1);
  }
}

/** Zero beyond the end: what is read there is masked away or found to be missing later. */
export function byteAt(bytes: Uint8Array, index: number): number {
  return index < bytes.length ? (bytes[index] as number) : 0;
}

/** Position of the highest set bit of a positive number. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value);
}
