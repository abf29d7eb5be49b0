import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key";

const VERSION = 1;
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;

/** What was sealed cannot be opened any more. The message is for people. */
export class LostSecretError extends Error {
  constructor() {
    super("The server's secret was changed after this was saved. Enter the address or the key again.");
  }
}

type Secret = Readonly<Record<string, string>>;

/**
 * Encrypts what nobody may see for the row `owner`: version, id of the key, nonce, tag, AES-256-GCM of the JSON. What is
 * sealed for one row opens for no other.
 */
export function sealSecret(secret: Secret, owner: string, key = deriveKey("channels")): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secret), "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), keyId(key), iv, cipher.getAuthTag(), sealed]);
}

/** @throws LostSecretError under another key, for another row, and for what was changed */
export function openSecret(sealed: Buffer, owner: string, key = deriveKey("channels")): Secret {
  const id = sealed.subarray(1, 1 + KEY_ID_BYTES);
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION || !id.equals(keyId(key)))
    throw new LostSecretError();
  const iv = sealed.subarray(1 + KEY_ID_BYTES, HEAD_BYTES - TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(sealed.subarray(HEAD_BYTES - TAG_BYTES, HEAD_BYTES));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
    return JSON.parse(text.toString("utf8")) as Secret;
  } catch {
    throw new LostSecretError();
  }
}

function keyId(key: Buffer): Buffer {
  return createHash("sha256").update("key id").update(key).digest().subarray(0, KEY_ID_BYTES);
}
