import { ProtocolError } from "./protocol-error";

export interface Auth {
  /** As sent; whether it looks like a key is for the caller to check. */
  publicKey: string;
  /** Protocol version of the SDK: `7`, or `2`–`6` from raven. */
  version: string;
  /** `sentry.python/2.1.0`, at most 200 characters. */
  client?: string;
}

export interface AuthInput {
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  query: URLSearchParams;
  /** The key as a path segment, on routes that have one. */
  pathKey?: string;
}

const SUPPORTED_VERSION = /^[2-7](\.0)?$/;
const KEY_SHAPE = /^[0-9a-f]{32}$/i;

/**
 * Who sends: from `X-Sentry-Auth`, `Authorization: Sentry …`, `Authorization: Basic …`, the query or the path.
 * Null when the request carries nothing of the kind (an envelope may still name a `dsn`).
 * Throws 401 when there is more than one form, even if they agree, 401 for an auth header without key and 400 for a
 * protocol version that we do not speak. Follows Relay's `request_meta`.
 */
export function parseAuth(input: AuthInput): Auth | null {
  const payloads = [
    ...fromSentryHeader(input.headers["x-sentry-auth"]),
    ...fromAuthorization(input.headers["authorization"]),
    ...fromQuery(input.query),
    ...(input.pathKey ? [authOf(input.pathKey, null, null)] : []),
  ];
  if (payloads.length > 1) {
    throw new ProtocolError(401, "multiple_auth", "multiple authorization payloads detected");
  }
  const auth = payloads[0];
  if (!auth) return null;
  if (!SUPPORTED_VERSION.test(auth.version)) {
    throw new ProtocolError(400, "unsupported_version", "unsupported protocol version", [
      "sentry_version must be 2 to 7",
    ]);
  }
  return auth;
}

function fromSentryHeader(header: string | undefined): Auth[] {
  if (!header?.trim()) return [];
  const body = afterScheme(header, "sentry");
  if (body === null) throw invalidHeader();
  return [parsePairs(body)];
}

function fromAuthorization(header: string | undefined): Auth[] {
  if (!header) return [];
  const pairs = afterScheme(header, "sentry");
  if (pairs !== null) return [parsePairs(pairs)];
  const basic = afterScheme(header, "basic");
  if (basic === null) return [];
  const user = Buffer.from(basic, "base64").toString("latin1").split(":", 1)[0] ?? "";
  // A browser adds its own Basic credentials to same-origin requests when a proxy asks for a password: not for us.
  return KEY_SHAPE.test(user) ? [authOf(user, null, null)] : [];
}

function fromQuery(query: URLSearchParams): Auth[] {
  const keys = [...query.getAll("sentry_key"), ...query.getAll("glitchtip_key")].filter(Boolean);
  return keys.map((key) => authOf(key, query.get("sentry_version"), query.get("sentry_client")));
}

function parsePairs(text: string): Auth {
  const pairs = new Map<string, string>();
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) pairs.set(part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim());
  }
  const key = pairs.get("sentry_key");
  if (!key) throw invalidHeader();
  return authOf(key, pairs.get("sentry_version") ?? null, pairs.get("sentry_client") ?? null);
}

function authOf(publicKey: string, version: string | null, client: string | null): Auth {
  return { publicKey, version: version || "7", ...(client ? { client: client.slice(0, 200) } : {}) };
}

/** What follows `scheme` and white space, in any case; null if the header has another scheme. */
function afterScheme(header: string, scheme: string): string | null {
  const text = header.trimStart();
  if (text.slice(0, scheme.length).toLowerCase() !== scheme) return null;
  const rest = text.slice(scheme.length);
  return rest === "" || /^\s/.test(rest) ? rest.trim() : null;
}

function invalidHeader(): ProtocolError {
  return new ProtocolError(401, "invalid_auth", "invalid authorization header", [
    "expected: Sentry sentry_key=<public key>, sentry_version=7",
  ]);
}
