import { OverloadError } from "./overload-error";

/** How many bytes of bodies, raw and decoded, and of what is read from them the process holds at once. */
export const MEMORY_BUDGET = 96 * 1024 * 1024;

/** What one request holds of the budget. */
export interface Reservation {
  /** Sets what this request holds now. Throws `OverloadError` when the budget is spent; a lone request is always served. */
  hold(bytes: number): void;
  /** Holds so much more. Throws likewise, and then holds what it held. */
  add: (bytes: number) => void;
  /** Gives everything back. */
  release(): void;
}

let inUse = 0;

/** Opens an empty reservation; `release` it when the request is answered. */
export function reserveMemory(): Reservation {
  let held = 0;

  function hold(bytes: number): void {
    const others = inUse - held;
    if (bytes > held && others > 0 && others + bytes > MEMORY_BUDGET)
      throw new OverloadError("too many bytes are under way; send again later");
    inUse = others + bytes;
    held = bytes;
  }

  return {
    hold,
    add: (bytes) => hold(held + bytes),
    release() {
      inUse -= held;
      held = 0;
    },
  };
}
