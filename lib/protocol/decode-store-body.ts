import { decodeBody, isZlib } from "./decode-body";
import { stripBom } from "./parse-json";
import { ProtocolError } from "./protocol-error";

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const OPEN_BRACE = 0x7b;

/**
 * The JSON bytes in a `/store/` body or in the `sentry_data` of a GET: plain, base64 or base64(zlib), told apart by
 * their first bytes as Relay does. What is none of these comes back unchanged, for the JSON parser to refuse.
 * Throws like `decodeBody`.
 */
export async function decodeStoreBody(body: Buffer, maxBytes: number): Promise<Buffer> {
  if (body.length > maxBytes) throw new ProtocolError(413, "too_large", "body is too large");
  const bytes = stripBom(body);
  if (firstVisible(bytes) === OPEN_BRACE) return bytes;
  // In a query a plus arrives as a space; line breaks come from encoders for mail.
  const text = bytes
    .toString("latin1")
    .trim()
    .replace(/[\r\n\t]/g, "")
    .replaceAll(" ", "+");
  if (!BASE64.test(text)) return bytes;
  const decoded = stripBom(Buffer.from(text, "base64"));
  if (decoded[0] === OPEN_BRACE) return decoded;
  return isZlib(decoded) ? decodeBody(decoded, "deflate", maxBytes) : bytes;
}

function firstVisible(bytes: Buffer): number | undefined {
  let i = 0;
  while (i < bytes.length && (bytes[i] as number) <= 0x20) i++;
  return bytes[i];
}
