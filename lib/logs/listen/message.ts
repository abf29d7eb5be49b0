import type { LogLine } from "@/lib/logs/line";

/** What one message held. */
export interface Decoded {
  lines: { line: LogLine; token?: string }[];
  refused: Refused[];
  /** Where it was packed. */
  unpackedBytes?: number;
}

/** What is no line. */
export interface Refused {
  reason: string;
  detail: string;
  sample: Buffer | string;
  /** How many bytes were sent, where the sample is not all of it. */
  bytes?: number;
}

/** A message and where it comes from. */
export interface Message extends Decoded {
  /** The sender's address. */
  remote: string;
  rawBytes: number;
}

/** Reads one message; `arrival` is in nanoseconds. Pure. */
export type Decode = (bytes: Buffer, arrival: bigint) => Decoded;
