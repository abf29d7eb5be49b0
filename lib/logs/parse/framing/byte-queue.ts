const SMALLEST = 4_096;

/**
 * Bytes that came and were not read yet, in one piece of memory that doubles: what comes byte by byte is copied a few times, not
 * each time anew.
 */
export class ByteQueue {
  private memory = Buffer.alloc(0);
  private start = 0;
  private end = 0;

  /** Bytes that wait. */
  get length(): number {
    return this.end - this.start;
  }

  /** What waits. Valid until the next `push`. */
  get bytes(): Buffer {
    return this.memory.subarray(this.start, this.end);
  }

  push(bytes: Buffer): void {
    if (this.end + bytes.length > this.memory.length) this.makeRoom(bytes.length);
    bytes.copy(this.memory, this.end);
    this.end += bytes.length;
  }

  /** Takes bytes off the front: a copy. */
  take(count: number): Buffer {
    const taken = Buffer.from(this.memory.subarray(this.start, this.start + count));
    this.drop(count);
    return taken;
  }

  /** Forgets bytes at the front. */
  drop(count: number): void {
    this.start = Math.min(this.start + count, this.end);
    if (this.start < this.end) return;
    this.start = this.end = 0;
    if (this.memory.length > 16 * SMALLEST) this.memory = Buffer.alloc(0);
  }

  private makeRoom(more: number): void {
    const needed = this.length + more;
    // In place where that leaves half of it free, so that moving stays rare.
    const target =
      needed * 2 <= this.memory.length ? this.memory : Buffer.allocUnsafe(Math.max(SMALLEST, needed * 2));
    this.memory.copy(target, 0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
    this.memory = target;
  }
}
