const BLOCK = 16 * 1024;

/**
 * Bytes that arrive in pieces. Small pieces are copied together: a client may send a megabyte byte by byte, and an
 * object for each would take a hundred times their room. Large ones are kept as they are.
 */
export class Gather {
  /** How many bytes there are. */
  size = 0;
  private parts: Buffer[] = [];
  private block: Buffer | undefined;
  private used = 0;

  add(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.parts.length === 0 || bytes.length > BLOCK / 4) {
      this.closeBlock();
      this.parts.push(bytes);
      return;
    }
    if (this.block && this.used + bytes.length > this.block.length) this.closeBlock();
    this.block ??= Buffer.allocUnsafeSlow(BLOCK);
    bytes.copy(this.block, this.used);
    this.used += bytes.length;
  }

  /** All bytes in one piece, uncopied if they came so; the gathering starts again from nothing. */
  take(): Buffer {
    this.closeBlock();
    const [only = Buffer.alloc(0)] = this.parts;
    const whole = this.parts.length > 1 ? Buffer.concat(this.parts, this.size) : only;
    this.parts = [];
    this.size = 0;
    return whole;
  }

  private closeBlock(): void {
    if (this.block && this.used > 0) this.parts.push(this.block.subarray(0, this.used));
    this.block = undefined;
    this.used = 0;
  }
}
