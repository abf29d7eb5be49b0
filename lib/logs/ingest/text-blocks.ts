const FIRST_BLOCK = 16 * 1024;
const BLOCK = 256 * 1024;
/** UTF-8 takes three bytes at most for a UTF-16 unit. */
const WIDEST = 3;

/**
 * Texts behind each other, as UTF-8. Kept as bytes outside of the heap: thousands of strings, each made of dozens of parts,
 * would be copied again and again by the garbage collector before they are written.
 */
export class TextBlocks {
  private full: Buffer[] = [];
  private block = Buffer.allocUnsafeSlow(FIRST_BLOCK);
  private used = 0;
  private fullBytes = 0;

  add(text: string): void {
    const widest = text.length * WIDEST;
    if (this.used + widest > this.block.byteLength) this.openBlock(widest);
    this.used += this.block.write(text, this.used);
  }

  /** How many bytes there are. */
  get bytes(): number {
    return this.fullBytes + this.used;
  }

  /** All of them in one piece, for once. */
  take(): Buffer {
    const all = Buffer.concat([...this.full, this.block.subarray(0, this.used)], this.bytes);
    this.full = [];
    this.block = Buffer.alloc(0);
    this.used = 0;
    this.fullBytes = 0;
    return all;
  }

  private openBlock(atLeast: number): void {
    if (this.used > 0) {
      this.full.push(this.block.subarray(0, this.used));
      this.fullBytes += this.used;
    }
    this.block = Buffer.allocUnsafeSlow(Math.max(BLOCK, atLeast));
    this.used = 0;
  }
}
