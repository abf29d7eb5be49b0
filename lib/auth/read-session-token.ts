import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";
import { auth } from "./auth";

/**
 * The token of the session cookie; null without the cookie, and when its signature is not ours. The auth library signs
 * cookies with HMAC-SHA256 under its secret, as `token.signature` in base64; its own way to read one asks the database
 * three times.
 */
export async function readSessionToken(headers: Headers): Promise<string | null> {
  const cookies = headers.get("cookie");
  if (cookies === null) return null;
  const { authCookies, secret } = await auth().$context;
  const value = parseCookies(cookies).get(authCookies.sessionToken.name);
  const dot = value?.lastIndexOf(".") ?? -1;
  if (value === undefined || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64");
  const ours = createHmac("sha256", secret).update(token).digest();
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null;
}
