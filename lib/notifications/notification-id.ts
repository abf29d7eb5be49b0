import { createHash } from "node:crypto";

/**
 * The id of a notification, a UUID made of what caused it (kind of fact, row, moment: whatever tells this cause from others),
 * so that a cause that is met twice is told once. A version 8 UUID of a SHA-256.
 */
export function notificationId(...cause: readonly (string | number)[]): string {
  const digest = createHash("sha256").update(JSON.stringify(cause)).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString("hex", 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
