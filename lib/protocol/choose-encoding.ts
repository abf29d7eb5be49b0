import { ProtocolError } from "./protocol-error";

export type Encoding = "identity" | "gzip" | "deflate" | "br" | "zstd";

/** What the door says in `Accept-Encoding` when it refuses an encoding. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br, zstd";

const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ["", "identity"],
  ["identity", "identity"],
  // sentry-ruby 5 and sentry-java-android 2 really send a charset here.
  ["utf-8", "identity"],
  ["utf8", "identity"],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
  ["br", "br"],
  ["zstd", "zstd"],
]);

/** The one encoding that a `Content-Encoding` header names, in any case. Throws 415 for a list or an unknown name. */
export function chooseEncoding(header: string | undefined): Encoding {
  const encoding = ENCODINGS.get((header ?? "").trim().toLowerCase());
  if (encoding) return encoding;
  throw new ProtocolError(415, "unsupported_encoding", "unsupported content encoding", [
    `use one of ${ACCEPTED_ENCODINGS}`,
  ]);
}
