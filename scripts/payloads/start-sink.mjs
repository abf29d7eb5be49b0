import { createServer } from "node:http";
import { register } from "tsx/esm/api";

register();
const { decodeBody } = await import("../../lib/protocol/decode-body.ts");
const { decodeStoreBody } = await import("../../lib/protocol/decode-store-body.ts");
const { parseEnvelope } = await import("../../lib/protocol/parse-envelope.ts");

const MAX_BYTES = 8 * 1024 * 1024;
const PROJECT = "/api/1/";

/**
 * A local server that answers every SDK with 200 and keeps the events, decoded but otherwise as they were sent. It also
 * serves `pages` (path → { type, text }, the text or a function that says it), so that a browser finds its page and its scripts on the same origin.
 */
export async function startSink() {
  let events = [];
  let waiting;
  const pages = new Map();
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });

  async function answer(request, response) {
    const { pathname } = new URL(request.url, "http://sink");
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*, content-type, x-sentry-auth");
    const page = pages.get(pathname);
    if (page) {
      response.setHeader("content-type", page.type);
      response.end(typeof page.text === "function" ? page.text() : page.text);
      return;
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === "POST" && pathname.startsWith(PROJECT)) {
      const body = await decodeBody(Buffer.concat(chunks), request.headers["content-encoding"], MAX_BYTES);
      for (const event of await readEvents(pathname, body)) {
        events.push(event);
        waiting?.();
      }
    }
    response.setHeader("content-type", "application/json");
    response.end('{"id":"00000000000000000000000000000000"}');
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${server.address().port}`;
  return {
    host,
    pages,
    dsn: `http://0123456789abcdef0123456789abcdef@${host}/1`,
    /** With a secret, which old clients insist on. */
    legacyDsn: `http://0123456789abcdef0123456789abcdef:secret@${host}/1`,
    /** Forgets what came for the last case. */
    clear() {
      events = [];
    },
    /** The first event since `clear`; undefined if none came within `milliseconds`. */
    async first(milliseconds) {
      if (events.length === 0) {
        let timer;
        await new Promise((resolve) => {
          waiting = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
        waiting = undefined;
      }
      return events[0];
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

async function readEvents(pathname, body) {
  if (pathname.endsWith("/envelope/")) {
    const items = parseEnvelope(body).items.filter(({ type }) => type === "event");
    return items.map(({ payload }) => JSON.parse(payload.toString("utf8")));
  }
  if (!pathname.endsWith("/store/")) return [];
  return [JSON.parse((await decodeStoreBody(body, MAX_BYTES)).toString("utf8"))];
}
