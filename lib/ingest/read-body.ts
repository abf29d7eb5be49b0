import { ProtocolError } from "@/lib/protocol/protocol-error";

/** Collects a body as it came over the wire; 413 as soon as it is announced or found to be longer than `maxBytes`. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  declaredLength: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (declaredLength !== undefined && Number(declaredLength) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 && Buffer.isBuffer(chunks[0]) ? chunks[0] : Buffer.concat(chunks, length);
}

function tooLarge(maxBytes: number): ProtocolError {
  return new ProtocolError(413, "too_large", `the request body is larger than ${maxBytes} bytes`);
}
