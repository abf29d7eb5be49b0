const SEATS = 1_000;
const SEATS_EACH = 100;

/** Bounds how many requests wait for an answer at once, and how many of them come from one address. */
export interface WaitingRoom {
  /** Takes a seat; false when there is none. Who got one has to `leave`. */
  enter(from: string): boolean;
  leave(from: string): void;
  readonly size: number;
}

/** An empty room: 1,000 seats, at most 100 of them for one address, so that a lone flooder keeps nobody else out. */
export function openWaitingRoom(): WaitingRoom {
  const taken = new Map<string, number>();
  let size = 0;
  return {
    enter(from) {
      const own = taken.get(from) ?? 0;
      if (size >= SEATS || own >= SEATS_EACH) return false;
      taken.set(from, own + 1);
      size++;
      return true;
    },
    leave(from) {
      const own = taken.get(from) ?? 0;
      if (own > 1) taken.set(from, own - 1);
      else taken.delete(from);
      size--;
    },
    get size() {
      return size;
    },
  };
}
