import { BackwardBits, byteAt, highestBit, ZstdError } from "./bits";
import { readFseTable } from "./fse";

/** Per code of `maxBits` bits: the symbol, and how many of the bits it uses. */
export interface HuffmanTable {
  maxBits: number;
  symbols: Uint8Array;
  bits: Uint8Array;
}

const MAX_BITS = 11;

/** Reads the description of a Huffman tree (RFC 8878, 4.2.1) at `from`; `next` is the byte after it. */
export function readHuffmanTable(
  bytes: Uint8Array,
  from: number,
  to: number,
): { table: HuffmanTable; next: number } {
  const head = byteAt(bytes, from);
  const count = head - 127;
  const next = from + 1 + (head < 128 ? head : (count + 1) >> 1);
  if (next > to) throw new ZstdError("cut off");
  const weights =
    head < 128 ? compressedWeights(bytes, from + 1, next) : directWeights(bytes, from + 1, count);
  return { table: buildHuffmanTable(weights), next };
}

function directWeights(bytes: Uint8Array, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const pair = byteAt(bytes, from + (i >> 1));
    return i % 2 === 0 ? pair >> 4 : pair & 15;
  });
}

/** Two states take turns until the bits run out; the other one then gives the last weight. */
function compressedWeights(bytes: Uint8Array, from: number, to: number): number[] {
  const { table, next } = readFseTable(bytes, from, to, { log: 6, symbols: 255 });
  const stream = new BackwardBits(bytes, next, to);
  const states = [stream.read(table.log), stream.read(table.log)];
  const weights: number[] = [];
  for (let turn = 0; weights.length < 255; turn = 1 - turn) {
    const state = states[turn] as number;
    weights.push(table.symbols[state] as number);
    states[turn] = (table.bases[state] as number) + stream.read(table.bits[state] as number);
    if (stream.left < 0) {
      weights.push(table.symbols[states[1 - turn] as number] as number);
      return weights;
    }
  }
  throw new ZstdError("too many weights");
}

/** The weight of the last symbol is what is missing to a power of two. */
function buildHuffmanTable(sent: number[]): HuffmanTable {
  const sum = sent.reduce((total, weight) => total + ((1 << weight) >> 1), 0);
  if (sum === 0 || sent.some((weight) => weight > MAX_BITS)) throw new ZstdError("bad weights");
  const maxBits = highestBit(sum) + 1;
  const missing = (1 << maxBits) - sum;
  if (maxBits > MAX_BITS || (missing & (missing - 1)) !== 0) throw new ZstdError("bad weights");
  const weights = [...sent, highestBit(missing) + 1];
  if (weights.length > 256) throw new ZstdError("bad weights");
  const symbols = new Uint8Array(1 << maxBits);
  const bits = new Uint8Array(1 << maxBits);
  let code = 0;
  for (let weight = 1; weight <= maxBits; weight++) {
    for (const [symbol, own] of weights.entries()) {
      if (own !== weight) continue;
      const end = code + (1 << (weight - 1));
      symbols.fill(symbol, code, end);
      bits.fill(maxBits + 1 - weight, code, end);
      code = end;
    }
  }
  return { maxBits, symbols, bits };
}

/** Decodes one stream of `bytes` between `from` and `to`, which must hold exactly the symbols for `target`. */
export function decodeHuffman(
  bytes: Uint8Array,
  from: number,
  to: number,
  table: HuffmanTable,
  target: Uint8Array,
): void {
  const stream = new BackwardBits(bytes, from, to);
  const { maxBits, symbols, bits } = table;
  for (let i = 0; i < target.length; i++) {
    const code = stream.peek(maxBits);
    target[i] = symbols[code] as number;
    stream.left -= bits[code] as number;
    if (stream.left < 0) break;
  }
  if (stream.left !== 0) throw new ZstdError("literals do not fit");
}
