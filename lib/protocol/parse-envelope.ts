import { type Envelope, EnvelopeReader } from "./envelope-reader";

export type { Envelope, EnvelopeHeader, EnvelopeItem } from "./envelope-reader";

/** Splits an envelope that is all there into its items. Throws like `EnvelopeReader`. */
export function parseEnvelope(body: Buffer): Envelope {
  const reader = new EnvelopeReader();
  reader.push(body);
  return reader.end();
}
