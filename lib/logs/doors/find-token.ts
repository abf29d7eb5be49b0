/**
 * The key that a log sender shows, as 32 hex digits, whichever way it has: path, `Authorization` (Splunk, Bearer, Token, ApiKey, Sentry,
 * Basic with the token as user or as password), `?token=`, `X-Jackdaw-Token`, `X-API-Key`, `X-Sentry-Auth`. Null when it
 * shows none of that shape; then `isShown` tells whether it tried.
 */
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

/** Looks for the token of a request; one in the path comes first. */
export function findToken(_request: TokenCarrier, _pathToken?: string): FoundToken {
  return { token: null, isShown: false };
}
