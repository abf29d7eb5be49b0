import { byteAt, highestBit, ZstdError } from "./bits";

/** A finite-state-entropy decoder: per state the symbol, the bits to read and what to add to them. */
export interface FseTable {
  log: number;
  symbols: Uint8Array;
  bits: Uint8Array;
  bases: Uint16Array;
}

/** A table whose only state always gives `symbol`. */
export function singleSymbol(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), bases: new Uint16Array(1) };
}

/** Reads the description of a table (RFC 8878, 4.1.1) at `from`; `next` is the byte after it. */
export function readFseTable(
  bytes: Uint8Array,
  from: number,
  to: number,
  limits: { log: number; symbols: number },
): { table: FseTable; next: number } {
  const log = (byteAt(bytes, from) & 15) + 5;
  if (log > limits.log) throw new ZstdError("accuracy too high");
  const counts: number[] = [];
  let position = from * 8 + 4;
  let remaining = 1 << log;
  const peek = (count: number) => {
    const index = position >> 3;
    const word = byteAt(bytes, index) | (byteAt(bytes, index + 1) << 8) | (byteAt(bytes, index + 2) << 16);
    return (word >>> (position & 7)) & ((1 << count) - 1);
  };
  while (remaining > 0) {
    if (counts.length > limits.symbols || position > to * 8) throw new ZstdError("bad table");
    const width = highestBit(remaining + 1) + 1;
    const shorter = (1 << (width - 1)) - 1;
    const threshold = (1 << width) - 2 - remaining;
    let value = peek(width);
    if ((value & shorter) < threshold) {
      value &= shorter;
      position += width - 1;
    } else {
      if (value > shorter) value -= threshold;
      position += width;
    }
    const count = value - 1;
    counts.push(count);
    remaining -= Math.abs(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3 && counts.length <= limits.symbols; position += 2) {
      repeat = peek(2);
      for (let i = 0; i < repeat; i++) counts.push(0);
    }
  }
  const next = (position + 7) >> 3;
  if (remaining !== 0 || counts.length > limits.symbols + 1 || next > to) throw new ZstdError("bad table");
  return { table: buildFseTable(counts, log), next };
}

/** Spreads symbols over states by their counts (−1 means less than one), as RFC 8878, 4.1.1 prescribes. */
export function buildFseTable(counts: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  const seen = counts.map((count) => Math.abs(count));
  let high = size - 1;
  for (const [symbol, count] of counts.entries()) if (count === -1) symbols[high--] = symbol;
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      symbols[state] = symbol;
      do state = (state + step) & (size - 1);
      while (state > high);
    }
  }
  if (state !== 0) throw new ZstdError("bad table");
  for (let i = 0; i < size; i++) {
    const symbol = symbols[i] as number;
    const rank = seen[symbol] as number;
    seen[symbol] = rank + 1;
    const width = log - highestBit(rank);
    bits[i] = width;
    bases[i] = (rank << width) - size;
  }
  return { log, symbols, bits, bases };
}
