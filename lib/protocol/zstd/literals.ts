import { byteAt, ZstdError } from "./bits";
import { decodeHuffman, type HuffmanTable, readHuffmanTable } from "./huffman";

const RAW = 0;
const RLE = 1;
const COMPRESSED = 2;

export interface Literals {
  bytes: Uint8Array;
  /** For the next block, which may use it again. */
  huffman: HuffmanTable | undefined;
  next: number;
}

/** The literals section of a block (RFC 8878, 3.1.1.3.1); `max` limits what it unpacks to. */
export function readLiterals(
  bytes: Uint8Array,
  from: number,
  to: number,
  previous: HuffmanTable | undefined,
  max: number,
): Literals {
  const head = byteAt(bytes, from);
  const type = head & 3;
  const format = (head >> 2) & 3;
  if (type === RAW || type === RLE)
    return readPlain(bytes, from, to, { type, format, huffman: previous, max });
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  // Up to 36 bits: more than JavaScript can shift.
  const sizes = Math.floor(littleEndian(bytes, from, 5) / 16);
  const size = sizes % 2 ** width;
  const packed = Math.floor(sizes / 2 ** width) % 2 ** width;
  const start = from + (width * 2 + 4) / 8;
  const next = start + packed;
  if (next > to || size > max) throw new ZstdError("literals are too long");
  const tree = type === COMPRESSED ? readHuffmanTable(bytes, start, next) : undefined;
  const huffman = tree?.table ?? previous;
  if (!huffman) throw new ZstdError("no Huffman tree");
  const target = new Uint8Array(size);
  decodeStreams(bytes, tree?.next ?? start, next, huffman, target, format === 0 ? 1 : 4);
  return { bytes: target, huffman, next };
}

function readPlain(
  bytes: Uint8Array,
  from: number,
  to: number,
  {
    type,
    format,
    huffman,
    max,
  }: { type: number; format: number; huffman: HuffmanTable | undefined; max: number },
): Literals {
  const headBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
  const size = littleEndian(bytes, from, headBytes) >> (headBytes === 1 ? 3 : 4);
  const start = from + headBytes;
  const next = start + (type === RLE ? 1 : size);
  if (next > to || size > max) throw new ZstdError("literals are too long");
  const literals =
    type === RLE ? new Uint8Array(size).fill(byteAt(bytes, start)) : bytes.subarray(start, next);
  return { bytes: literals, huffman, next };
}

function decodeStreams(
  bytes: Uint8Array,
  from: number,
  to: number,
  table: HuffmanTable,
  target: Uint8Array,
  count: 1 | 4,
): void {
  if (count === 1) return decodeHuffman(bytes, from, to, table, target);
  const part = (target.length + 3) >> 2;
  let start = from + 6;
  for (let i = 0; i < 4; i++) {
    const end = i === 3 ? to : start + littleEndian(bytes, from + i * 2, 2);
    if (end > to) throw new ZstdError("literals are cut off");
    const slice = target.subarray(i * part, i === 3 ? target.length : (i + 1) * part);
    decodeHuffman(bytes, start, end, table, slice);
    start = end;
  }
}

export function littleEndian(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + byteAt(bytes, from + i);
  return value;
}
