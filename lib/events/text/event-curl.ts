import type { HttpRequest, Json } from "@/lib/protocol/event";
import { shellQuote } from "./shell-quote";

/** A name that holds one of these may hold a secret. */
const SECRET_PARTS =
  "auth cookie token secret passw pwd api-key apikey api_key access_key session csrf xsrf signature credential private jwt otp".split(
    " ",
  );

/** Set by curl itself, or about a connection that is not this one. */
const NOT_REPEATED = new Set(
  "host connection content-length accept-encoding transfer-encoding x-forwarded-for x-real-ip forwarded".split(
    " ",
  ),
);

const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const REMOVED = "[Filtered]";
const DEPTH_MAX = 20;

/**
 * The request of an event as a curl command, on several lines. Secrets stay out: cookies, headers, parameters and
 * body fields whose name suggests one, credentials in the address, and what was removed before. Undefined when there
 * is no http(s) address.
 */
export function eventCurl(request: HttpRequest): string | undefined {
  const url = addressOf(request);
  if (!url) return undefined;
  const body = bodyOf(request);
  const usualMethod = body === undefined ? "GET" : "POST";
  const method = request.method?.toUpperCase() ?? usualMethod;
  const parts = [`curl ${shellQuote(url.href)}`];
  // curl reads [] and {} in an address as a pattern.
  if (/[[\]{}]/.test(url.href)) parts.push("--globoff");
  if (method !== usualMethod && /^[A-Z]{1,20}$/.test(method)) parts.push(`--request ${method}`);
  for (const [name, value] of request.headers ?? []) {
    if (isRepeated(name, value)) parts.push(`--header ${shellQuote(`${name}: ${value}`)}`);
  }
  if (body !== undefined) parts.push(`--data-raw ${shellQuote(body)}`);
  return parts.join(" \\\n  ");
}

function addressOf({ url: text, query_string }: HttpRequest): URL | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  url.username = "";
  url.password = "";
  url.hash = "";
  const parameters = query_string ?? [...url.searchParams];
  url.search = new URLSearchParams(parameters.filter(([name, value]) => !isSecret(name, value))).toString();
  return url;
}

function isRepeated(name: string, value: string): boolean {
  return TOKEN.test(name) && !NOT_REPEATED.has(name.toLowerCase()) && !isSecret(name, value);
}

function isSecret(name: string, value: Json): boolean {
  const lower = name.toLowerCase();
  return value === REMOVED || SECRET_PARTS.some((part) => lower.includes(part));
}

/** A body that was sent as text may hold the same secrets as a parsed one. */
function bodyOf({ data, headers }: HttpRequest): string | undefined {
  if (data === undefined || data === null || data === REMOVED) return undefined;
  if (typeof data !== "string") return JSON.stringify(withoutSecrets(data, 0));
  const parsed = parseTree(data);
  if (parsed !== undefined) return JSON.stringify(withoutSecrets(parsed, 0));
  const isForm = headers?.some(([, value]) => value.startsWith("application/x-www-form-urlencoded"));
  return isForm ? withoutSecretFields(data) : data;
}

function parseTree(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function withoutSecretFields(text: string): string {
  const fields = [...new URLSearchParams(text)].filter(([name, value]) => !isSecret(name, value));
  return new URLSearchParams(fields).toString();
}

function withoutSecrets(value: Json, depth: number): Json {
  if (value === null || typeof value !== "object") return value;
  if (depth > DEPTH_MAX) return REMOVED;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) =>
      isSecret(name, item) ? [name, REMOVED] : [name, withoutSecrets(item, depth + 1)],
    ),
  );
}
