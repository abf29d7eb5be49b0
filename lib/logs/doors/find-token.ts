/** What a log sender shows. */
export interface FoundToken {
  /** 32 hex digits; null when nothing of that shape was shown. */
  token: string | null;
  /** Whether anything was shown at all: decides between "token is required" and "invalid token". */
  isShown: boolean;
}

interface TokenCarrier {
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  query: URLSearchParams;
}

const PLAIN = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_HEADER = 4_096;

/**
 * The key that a log sender shows, whichever way it has: path, `Authorization` (Splunk, Bearer, Token, ApiKey, Sentry, Basic with the
 * token as password or as user, or the token alone), `X-Jackdaw-Token`, `X-API-Key`, `X-Sentry-Auth`, `?token=`. The first
 * of the right shape counts: 32 hex digits, or the same as a UUID with dashes.
 */
export function findToken({ headers, query }: TokenCarrier, pathToken?: string): FoundToken {
  let isShown = false;
  for (const shown of candidates(headers, query, pathToken)) {
    if (!shown) continue;
    isShown = true;
    const token = normalise(shown);
    if (token !== null) return { token, isShown };
  }
  return { token: null, isShown };
}

function* candidates(
  headers: TokenCarrier["headers"],
  query: URLSearchParams,
  pathToken: string | undefined,
): Generator<string | undefined> {
  yield pathToken;
  yield headers["x-jackdaw-token"];
  yield* fromAuthorization(headers["authorization"]);
  yield headers["x-api-key"];
  yield fromSentry(headers["x-sentry-auth"]);
  yield query.get("token") ?? undefined;
  yield query.get("sentry_key") ?? undefined;
}

function* fromAuthorization(header: string | undefined): Generator<string | undefined> {
  if (!header || header.length > MAX_HEADER) return;
  const text = header.trim();
  const blank = text.indexOf(" ");
  const rest = text.slice(blank + 1).trim();
  switch (blank < 0 ? "" : text.slice(0, blank).toLowerCase()) {
    case "":
      yield text;
      return;
    case "basic": {
      const [user, password] = splitPair(rest);
      yield password;
      yield user || rest;
      return;
    }
    case "apikey": {
      const [id, key] = splitPair(rest);
      yield rest;
      yield key;
      yield id;
      return;
    }
    case "sentry":
      yield fromSentry(text);
      return;
    default:
      yield rest;
  }
}

/** `user:password` in base64. */
function splitPair(base64: string): [string, string | undefined] {
  const text = Buffer.from(base64, "base64").toString("latin1");
  const colon = text.indexOf(":");
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** `Sentry sentry_version=7, sentry_key=…`. */
function fromSentry(header: string | undefined): string | undefined {
  if (!header || header.length > MAX_HEADER) return undefined;
  for (const pair of header.split(/[\s,]/)) if (pair.startsWith("sentry_key=")) return pair.slice(11);
  return undefined;
}

function normalise(shown: string): string | null {
  if (shown.length > 64) return null;
  const text = shown.trim().toLowerCase();
  if (PLAIN.test(text)) return text;
  return UUID.test(text) ? text.replaceAll("-", "") : null;
}
