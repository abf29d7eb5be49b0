import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a link; what is stored of them is `hashToken`. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
