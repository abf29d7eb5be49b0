/** Whether an answer that somebody waits for still comes. */
export interface Silence {
  /** Aborts when nothing came for too long. */
  signal: AbortSignal;
  /** Somebody waits: the time runs from now. */
  wait: () => void;
  /** Something came, and nobody waits for more now. */
  rest: () => void;
}

/** Watches over an answer, whose parts may be so long in coming (ms); it is waited for from now. */
export function watchSilence(longestMs: number): Silence {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const rest = () => clearTimeout(timer);
  const wait = () => {
    rest();
    timer = setTimeout(() => over.abort(), longestMs);
  };
  wait();
  return { signal: over.signal, wait, rest };
}
