import { BackwardBits, byteAt, ZstdError } from "./bits";
import { buildFseTable, type FseTable, readFseTable, singleSymbol } from "./fse";

/** A code stands for `base + (extra bits)`. */
interface Codes {
  bases: number[];
  extra: number[];
}

const LITERAL_LENGTHS = codes(0, [
  ...zeros(16),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
const MATCH_LENGTHS = codes(3, [
  ...zeros(32),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
/** Offsets up to 2^25 reach past our largest window already. */
const MAX_OFFSET_CODE = 25;

const LESS = -1;
const DEFAULT_LITERAL_LENGTHS = buildFseTable(
  [4, 3, ...times(2, 11), 1, 1, 1, ...times(2, 9), 3, 2, ...times(1, 5), ...times(LESS, 4)],
  6,
);
const DEFAULT_MATCH_LENGTHS = buildFseTable([1, 4, 3, ...times(2, 6), ...times(1, 37), ...times(LESS, 7)], 6);
const DEFAULT_OFFSETS = buildFseTable([...times(1, 6), 2, 2, 2, ...times(1, 15), ...times(LESS, 5)], 5);

/** What later blocks of a frame may use again. */
export interface SequenceTables {
  literalLengths?: FseTable;
  offsets?: FseTable;
  matchLengths?: FseTable;
}

/** Called per sequence: copy literals, then repeat what stands `offsetValue` back (values to 3 mean earlier offsets). */
export type OnSequence = (literalLength: number, matchLength: number, offsetValue: number) => void;

/** The sequences section of a block (RFC 8878, 3.1.1.3.2). Fills `tables`. */
export function readSequences(
  bytes: Uint8Array,
  from: number,
  to: number,
  tables: SequenceTables,
  on: OnSequence,
): void {
  const { count, next } = readCount(bytes, from);
  if (count === 0) {
    if (next !== to) throw new ZstdError("bytes after the block");
    return;
  }
  const modes = byteAt(bytes, next);
  if ((modes & 3) !== 0) throw new ZstdError("reserved bits");
  let position = next + 1;
  const read = (
    mode: number,
    previous: FseTable | undefined,
    standard: FseTable,
    log: number,
    symbols: number,
  ) => {
    const result = readTable(bytes, position, to, { mode, previous, standard, log, symbols });
    position = result.next;
    return result.table;
  };
  const lengths = read(modes >> 6, tables.literalLengths, DEFAULT_LITERAL_LENGTHS, 9, 35);
  const offsets = read((modes >> 4) & 3, tables.offsets, DEFAULT_OFFSETS, 8, 31);
  const matches = read((modes >> 2) & 3, tables.matchLengths, DEFAULT_MATCH_LENGTHS, 9, 52);
  Object.assign(tables, { literalLengths: lengths, offsets, matchLengths: matches });
  decode(new BackwardBits(bytes, position, to), count, lengths, offsets, matches, on);
}

function decode(
  stream: BackwardBits,
  count: number,
  lengths: FseTable,
  offsets: FseTable,
  matches: FseTable,
  on: OnSequence,
): void {
  let length = stream.read(lengths.log);
  let offset = stream.read(offsets.log);
  let match = stream.read(matches.log);
  for (let i = 0; i < count; i++) {
    const offsetCode = offsets.symbols[offset] as number;
    if (offsetCode > MAX_OFFSET_CODE) throw new ZstdError("offset beyond the window");
    const offsetValue = (1 << offsetCode) + stream.read(offsetCode);
    const matchLength = valueOf(MATCH_LENGTHS, matches.symbols[match] as number, stream);
    const literalLength = valueOf(LITERAL_LENGTHS, lengths.symbols[length] as number, stream);
    if (i < count - 1) {
      length = (lengths.bases[length] as number) + stream.read(lengths.bits[length] as number);
      match = (matches.bases[match] as number) + stream.read(matches.bits[match] as number);
      offset = (offsets.bases[offset] as number) + stream.read(offsets.bits[offset] as number);
    }
    if (stream.left < 0) throw new ZstdError("sequences are cut off");
    on(literalLength, matchLength, offsetValue);
  }
  if (stream.left !== 0) throw new ZstdError("bits after the sequences");
}

function valueOf({ bases, extra }: Codes, code: number, stream: BackwardBits): number {
  return (bases[code] as number) + stream.read(extra[code] as number);
}

function readCount(bytes: Uint8Array, from: number): { count: number; next: number } {
  const first = byteAt(bytes, from);
  if (first < 128) return { count: first, next: from + 1 };
  const second = byteAt(bytes, from + 1);
  if (first < 255) return { count: (first - 128) * 256 + second, next: from + 2 };
  return { count: second + byteAt(bytes, from + 2) * 256 + 0x7f00, next: from + 3 };
}

function readTable(
  bytes: Uint8Array,
  from: number,
  to: number,
  choice: { mode: number; previous: FseTable | undefined; standard: FseTable; log: number; symbols: number },
): { table: FseTable; next: number } {
  if (choice.mode === 0) return { table: choice.standard, next: from };
  if (choice.mode === 2) return readFseTable(bytes, from, to, choice);
  if (choice.mode === 3) {
    if (!choice.previous) throw new ZstdError("no earlier table");
    return { table: choice.previous, next: from };
  }
  const symbol = byteAt(bytes, from);
  if (symbol > choice.symbols) throw new ZstdError("bad symbol");
  return { table: singleSymbol(symbol), next: from + 1 };
}

function codes(start: number, extra: number[]): Codes {
  const bases: number[] = [];
  let base = start;
  for (const bits of extra) {
    bases.push(base);
    base += 1 << bits;
  }
  return { bases, extra };
}

function times(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value);
}

function zeros(count: number): number[] {
  return times(0, count);
}
