import { env } from "@/lib/env";

/**
 * The address that stands in DSNs, without a trailing slash. JACKDAW_URL decides; while that is its default,
 * the address under which the person reached this page is the better guess.
 */
export function readBaseUrl(headers: Headers): string {
  const { JACKDAW_URL, PORT } = env();
  if (JACKDAW_URL !== `http://localhost:${PORT}`) return JACKDAW_URL;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  const protocol = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  // The header goes into code that people copy: nothing but names, addresses and ports.
  return /^[a-z0-9.:[\]-]{1,255}$/i.test(host) && URL.canParse(`${protocol}://${host}`)
    ? new URL(`${protocol}://${host}`).origin
    : JACKDAW_URL;
}
