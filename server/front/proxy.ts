import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { drain } from "./drain";

// Headers that Next trusts because it sends them to itself (CVE-2025-29927 and its kind), and those of one hop only.
// The request ids are the browser's own: without them a development server never finishes a navigation.
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-nextjs-(?!(html-)?request-id$)|x-matched-path$|x-now-route-matches$)/;
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export interface WebProxy {
  /** `target` is path and query. */
  pass(
    request: IncomingMessage,
    response: ServerResponse,
    target: string,
    clientAddress: string | undefined,
  ): void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Cuts upgraded connections, which nobody else would end. */
  closeUpgraded(): void;
  close(): void;
}

/** Passes requests on to the web role, as they came but for the headers that are not the client's to set. */
export function openProxy(to: { host: string; port: number }, isBehindProxy: boolean): WebProxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const upgraded = new Set<Duplex>();
  return {
    pass(request, response, target, clientAddress) {
      const headers = forwardedHeaders(request, clientAddress, isBehindProxy);
      const passed = openRequest({
        agent,
        ...to,
        method: request.method,
        path: target,
        headers,
      });
      passed.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, withoutHops(answer.headers));
        answer.pipe(response);
        answer.on("error", () => response.destroy());
      });
      passed.on("error", () => {
        if (response.headersSent) response.destroy();
        else sayStarting(response);
      });
      response.on("close", () => {
        passed.destroy();
        if (!request.complete) drain(request);
      });
      request.pipe(passed);
    },
    upgrade(request, socket, head) {
      const web = connect(to, () => {
        const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
        web.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
        web.write(head);
        web.pipe(socket).pipe(web);
      });
      upgraded.add(socket);
      web.on("error", () => socket.destroy());
      web.on("close", () => socket.destroy());
      socket.on("error", () => web.destroy());
      socket.on("close", () => {
        upgraded.delete(socket);
        web.destroy();
      });
    },
    closeUpgraded: () => {
      for (const socket of upgraded) socket.destroy();
    },
    close: () => agent.destroy(),
  };
}

function forwardedHeaders(
  request: IncomingMessage,
  clientAddress: string | undefined,
  isBehindProxy: boolean,
): IncomingHttpHeaders {
  const headers = withoutHops(request.headers);
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name];
  // A client that is gone has no address, and HTTP/1.0 knows no host.
  if (clientAddress) headers["x-forwarded-for"] = clientAddress;
  else delete headers["x-forwarded-for"];
  if (isBehindProxy && headers["x-forwarded-proto"]) return headers;
  if (request.headers.host) headers["x-forwarded-host"] = request.headers.host;
  else delete headers["x-forwarded-host"];
  headers["x-forwarded-proto"] = "http";
  return headers;
}

function withoutHops(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function sayStarting(response: ServerResponse): void {
  response.writeHead(503, {
    "content-type": "text/plain; charset=utf-8",
    "retry-after": "2",
    "cache-control": "no-store",
  });
  response.end(
    "The dashboard is not answering. Events are still being received. It is restarted by itself; try again in a few seconds.\n",
  );
}
