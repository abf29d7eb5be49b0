import { TooLargeError } from "@/lib/errors";

/** Bytes that a door for people takes: forms and settings, never files. */
export const bodyLimitBytes = 1024 * 1024;

/**
 * Reads a body as text and stops at the limit, whatever `Content-Length` promised.
 * @throws TooLargeError
 */
export async function readBody(request: Request, limitBytes = bodyLimitBytes): Promise<string> {
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      throw new TooLargeError("The request is larger than 1 MiB. Nothing was changed. Send less at once.");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
