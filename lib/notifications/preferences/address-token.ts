import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "@/lib/notifications/secret/derive-key";

type Asked = { userId: string; email: string };

const DAYS = 7;
const dayOf = (now: Date) => Math.floor(now.getTime() / 86_400_000);

/** What a mail to an address of an account holds, so that whoever opens its link has read it: day and HMAC, no row. */
export function writeAddressToken(asked: Asked, now: Date, key = deriveKey("address of an account")): string {
  const day = dayOf(now);
  return `${day}.${sign(asked, day, key)}`;
}

/** Whether it was written for this account and address within the last week. */
export function isAddressToken(
  token: string,
  asked: Asked,
  now: Date,
  key = deriveKey("address of an account"),
): boolean {
  const [day = "", mac = ""] = token.split(".");
  const age = dayOf(now) - Number(day);
  const expected = Buffer.from(sign(asked, Number(day), key));
  const given = Buffer.from(mac);
  return (
    /^\d{1,6}$/.test(day) &&
    age >= 0 &&
    age <= DAYS &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}

function sign({ userId, email }: Asked, day: number, key: Buffer): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([userId, email, day]))
    .digest("base64url");
}
