import { setImmediate } from "node:timers/promises";
import { byteAt, ZstdError } from "./bits";
import type { HuffmanTable } from "./huffman";
import { littleEndian, readLiterals } from "./literals";
import { Output } from "./output";
import { readSequences, type SequenceTables } from "./sequences";

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const MAX_WINDOW = 8 * 1024 * 1024;
const MAX_BLOCK = 128 * 1024;
/** A block costs some µs whatever its size: this many cost a second at most. */
const MAX_BLOCKS = 20_000;
/** The loop gets a turn after this many blocks or bytes of output. */
const BLOCKS_PER_TURN = 50;
const BYTES_PER_TURN = 1024 * 1024;

interface Frame {
  /** First byte after the header. */
  next: number;
  blockMax: number;
  contentSize: number | undefined;
  hasChecksum: boolean;
}

interface FrameState {
  /** Where the frame's output begins. */
  start: number;
  huffman: HuffmanTable | undefined;
  tables: SequenceTables;
  /** The last three offsets, newest first. */
  offsets: [number, number, number];
}

/**
 * Zstandard (RFC 8878) in JavaScript, for a Node without it; made for hostile input: every length is checked before it
 * is used, windows are at most 8 MiB, output at most `maxBytes`, and the loop gets its turn in between. Content
 * checksums are skipped, not verified; dictionaries are refused.
 * Throws `ZstdError` for what is no Zstandard from the first to the last byte, `ZstdTooLarge` for too much output.
 */
export async function decompress(bytes: Uint8Array, maxBytes: number): Promise<Buffer> {
  const output = new Output(maxBytes);
  const budget = { blocks: MAX_BLOCKS };
  let position = 0;
  do {
    const magic = littleEndian(bytes, position, 4);
    if (magic === MAGIC) position = await readFrame(bytes, position + 4, output, budget);
    else if (magic >>> 4 === SKIPPABLE) position += 8 + littleEndian(bytes, position + 4, 4);
    else throw new ZstdError("no frame");
    if (position > bytes.length) throw new ZstdError("cut off");
    if (--budget.blocks < 0) throw new ZstdError("too many frames");
  } while (position < bytes.length);
  return output.take();
}

async function readFrame(
  bytes: Uint8Array,
  from: number,
  output: Output,
  budget: { blocks: number },
): Promise<number> {
  const frame = readHeader(bytes, from);
  const state: FrameState = { start: output.length, huffman: undefined, tables: {}, offsets: [1, 4, 8] };
  let position = frame.next;
  let rested = output.length;
  for (let last = false; !last; ) {
    const head = littleEndian(bytes, position, 3);
    last = (head & 1) === 1;
    position = readBlock(
      bytes,
      position + 3,
      { type: (head >> 1) & 3, size: head >> 3 },
      frame.blockMax,
      state,
      output,
    );
    if (--budget.blocks < 0) throw new ZstdError("too many blocks");
    if (budget.blocks % BLOCKS_PER_TURN === 0 || output.length - rested > BYTES_PER_TURN) {
      await setImmediate();
      rested = output.length;
    }
  }
  if (frame.contentSize !== undefined && frame.contentSize !== output.length - state.start) {
    throw new ZstdError("content of another size");
  }
  return position + (frame.hasChecksum ? 4 : 0);
}

function readHeader(bytes: Uint8Array, from: number): Frame {
  const flags = byteAt(bytes, from);
  const isSingle = (flags & 0x20) !== 0;
  const idBytes = [0, 1, 2, 4][flags & 3] as number;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const idAt = from + (isSingle ? 1 : 2);
  if ((flags & 8) !== 0 || littleEndian(bytes, idAt, idBytes) !== 0) throw new ZstdError("unsupported frame");
  const sizeAt = idAt + idBytes;
  const size = littleEndian(bytes, sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const window = isSingle ? size : windowSize(byteAt(bytes, from + 1));
  if (window > MAX_WINDOW) throw new ZstdError("window too large");
  return {
    next: sizeAt + sizeBytes,
    blockMax: Math.min(window, MAX_BLOCK),
    contentSize: sizeBytes === 0 ? undefined : size,
    hasChecksum: (flags & 4) !== 0,
  };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function readBlock(
  bytes: Uint8Array,
  from: number,
  { type, size }: { type: number; size: number },
  max: number,
  state: FrameState,
  output: Output,
): number {
  if (size > max || type === 3) throw new ZstdError("bad block");
  const next = from + (type === 1 ? 1 : size);
  if (next > bytes.length) throw new ZstdError("cut off");
  if (type === 0) output.append(bytes, from, next);
  else if (type === 1) output.fill(byteAt(bytes, from), size);
  else readCompressed(bytes, from, next, max, state, output);
  return next;
}

function readCompressed(
  bytes: Uint8Array,
  from: number,
  to: number,
  max: number,
  state: FrameState,
  output: Output,
): void {
  const literals = readLiterals(bytes, from, to, state.huffman, max);
  state.huffman = literals.huffman;
  const end = output.length + max;
  let used = 0;
  readSequences(bytes, literals.next, to, state.tables, (literalLength, matchLength, offsetValue) => {
    const fits = output.length + literalLength + matchLength <= end;
    if (!fits || used + literalLength > literals.bytes.length) throw new ZstdError("block too long");
    output.append(literals.bytes, used, used + literalLength);
    used += literalLength;
    output.repeat(nextOffset(state, offsetValue, literalLength), matchLength, state.start);
  });
  output.append(literals.bytes, used, literals.bytes.length);
  if (output.length > end) throw new ZstdError("block too long");
}

/** Values up to 3 name one of the last three offsets, shifted by one if no literals stand before the match. */
function nextOffset(state: FrameState, value: number, literalLength: number): number {
  const [first, second, third] = state.offsets;
  const choice = value > 3 ? 4 : value + (literalLength === 0 ? 1 : 0);
  if (choice === 1) return first;
  const offset = value > 3 ? value - 3 : choice === 2 ? second : choice === 3 ? third : first - 1;
  state.offsets = choice === 2 ? [offset, first, third] : [offset, first, second];
  return offset;
}
