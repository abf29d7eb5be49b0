/** A number of bytes that many may hold together. */
export class Budget {
  private held = 0;

  constructor(private readonly max: number) {}

  /** Adds bytes, or gives them back when negative. False, and nothing added, when there is no room. */
  add(bytes: number): boolean {
    if (bytes > 0 && this.held + bytes > this.max) return false;
    this.held += bytes;
    return true;
  }
}
