/** One message as it stood in a stream. */
export interface Frame {
  /** The message, or the beginning of one that is too large. */
  bytes: Buffer;
  /** How many bytes were sent, where the message was too large and is not whole. */
  tooLarge?: number;
}

/** Cuts a stream into messages. */
export interface Framer {
  /** The messages that are complete with these bytes. */
  push(bytes: Buffer): Frame[];
  /** What waits for its end, as far as that may have come: on silence, or because nothing more will come (`isEnd`). */
  flush(isEnd: boolean): Frame[];
  /** Bytes held. */
  readonly held: number;
}

/** So much is kept of a message that is too large. */
export const SAMPLE_BYTES = 8_192;
