import { gunzipSync, inflateSync } from "node:zlib";

/** More than any message that is meant: Graylog's own limit for GELF over TCP. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Unpacks gzip and zlib, told by their first bytes; anything else is as it should be. Never more than 2 MiB come out. */
export function unpackGelf(bytes: Buffer): Buffer | { reason: string; detail: string } {
  const [first = 0, second = 0] = bytes;
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && !(first === 0x78 && (first * 256 + second) % 31 === 0)) return bytes;
  try {
    return (isGzip ? gunzipSync : inflateSync)(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      return { reason: "too_large", detail: "the message is larger than 2 MiB when it is unpacked" };
    return { reason: "invalid_encoding", detail: "the message looks packed but can't be unpacked" };
  }
}
