import { createHmac, timingSafeEqual } from "node:crypto";

/** What a token names: a row of `issue_share`. */
export interface ShareKey {
  projectId: number;
  /** A UUID, 32 hex digits with or without dashes; read without. */
  id: string;
}

const KEY_BYTES = 20;
const PROOF_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{48}$/;

/**
 * The token of a share: its key and 128 bits that only this server can make of it. So it can be shown again, and what stands in
 * the database opens nothing by itself.
 */
export function writeToken({ projectId, id }: ShareKey, secret: string): string {
  const key = Buffer.alloc(KEY_BYTES);
  key.writeUInt32BE(projectId);
  key.write(id.replaceAll("-", ""), 4, "hex");
  return Buffer.concat([key, prove(key, secret)]).toString("base64url");
}

/** What `writeToken` wrote with the same secret; null for any other text. */
export function readToken(token: string, secret: string): ShareKey | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const key = bytes.subarray(0, KEY_BYTES);
  if (!timingSafeEqual(bytes.subarray(KEY_BYTES), prove(key, secret))) return null;
  return { projectId: key.readUInt32BE(), id: key.toString("hex", 4) };
}

function prove(key: Buffer, secret: string): Buffer {
  return createHmac("sha256", secret)
    .update("jackdaw issue share\0")
    .update(key)
    .digest()
    .subarray(0, PROOF_BYTES);
}
