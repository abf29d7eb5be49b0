import type { HttpRequest, Json } from "@/lib/protocol/event";
import { copyAny, copyTree, type TreeLimits } from "./copy-json";
import { type Pairs, parseCookies, parseHeaderLines, parseQuery, readPairs } from "./pairs";
import type { Source } from "./source";

const DATA: TreeLimits = { depth: 7, perValue: 16 * 1024, total: 16 * 1024 };
const METHOD = /^[A-Z-]{1,32}$/;
const FORM = /^[^\s=&]{1,200}=[^\s]*$/;

/** The HTTP request in which it happened. A query or fragment inside the URL moves to its own field. */
export function normaliseRequest(event: Source): HttpRequest | undefined {
  const source = event.child(event.nameOf("request", "sentry.interfaces.Http") ?? "request");
  if (!source) return undefined;
  const { url, query, fragment } = splitUrl(source.text("url", 2048));
  const headers = readHeaders(source);
  const request: HttpRequest = {
    method: readMethod(source),
    url,
    query_string: readPairs(source, "query_string", parseQuery) ?? query,
    fragment: source.text("fragment", 1024) ?? fragment,
    headers: headers?.filter(([name]) => name !== "Cookie"),
    cookies: readPairs(source, "cookies", parseCookies) ?? cookiesOf(headers),
    data: readData(source),
    env: copyTree(source, "env", DATA),
  };
  return Object.values(request).some((value) => value !== undefined) ? request : undefined;
}

function readMethod(source: Source): string | undefined {
  const method = source.word("method", 32)?.toUpperCase();
  if (method === undefined || METHOD.test(method)) return method;
  return source.drop("method", "Dropped: this is not an HTTP method.", method);
}

function splitUrl(sent: string | undefined): { url?: string; query?: Pairs; fragment?: string } {
  if (sent === undefined) return {};
  const [beforeHash = "", ...hash] = sent.split("#");
  const [url, ...query] = beforeHash.split("?");
  const pairs = parseQuery(query.join("?"));
  return {
    url: url || undefined,
    query: pairs.length > 0 ? pairs : undefined,
    fragment: hash.join("#") || undefined,
  };
}

function readHeaders(source: Source): Pairs | undefined {
  return readPairs(source, "headers", parseHeaderLines)
    ?.filter(([name]) => name !== "")
    .map(([name, value]) => [titleCase(name), value]);
}

function titleCase(name: string): string {
  return name
    .toLowerCase()
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("-");
}

function cookiesOf(headers: Pairs | undefined): Pairs | undefined {
  const cookies = headers?.filter(([name]) => name === "Cookie").flatMap(([, value]) => parseCookies(value));
  return cookies && cookies.length > 0 ? cookies : undefined;
}

/** JSON and forms that came as text become data, so that the fields in them can be read and scrubbed. */
function readData(source: Source): Json | undefined {
  const sent = source.get("data");
  const data = typeof sent === "string" ? (parseBody(sent) ?? sent) : sent;
  return data === undefined || data === "" ? undefined : copyAny(data, DATA, source, "data");
}

function parseBody(text: string): Json | undefined {
  if (text.length > DATA.perValue) return undefined;
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return undefined;
    }
  }
  return FORM.test(text) ? Object.fromEntries(parseQuery(text)) : undefined;
}
