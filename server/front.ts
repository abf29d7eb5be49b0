import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { matchDoor } from "@/lib/ingest/match-door";
import { clientAddress } from "./front/client-address";
import { ingest } from "./front/ingest";
import { openProxy } from "./front/proxy";

export interface FrontOptions {
  port: number;
  /** Default: all interfaces. */
  host?: string;
  /** Where Next listens on the loopback interface. */
  webPort: number;
  /** Reverse proxies in front of us whose `X-Forwarded-For` is believed. */
  trustedProxies?: number;
  /** Passes upgrades through, for hot reload in development. */
  allowUpgrade?: boolean;
}

/**
 * Opens the one public port. Ingest is answered here, everything else by Next on its private port. Resolves when it
 * listens; rejects when it can't, for example because the port is taken. `close` stops accepting and waits for the
 * requests under way.
 */
export async function startFront(options: FrontOptions): Promise<{ close(): Promise<void> }> {
  const proxy = openProxy(options.webPort, (options.trustedProxies ?? 0) > 0);
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 15_000,
  });
  server.maxConnections = 2_000;
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const address = clientAddress(request, options.trustedProxies ?? 0);
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (matchDoor(path)) void ingest(request, response, path, address);
    else proxy.pass(request, response, address);
  });
  if (options.allowUpgrade) server.on("upgrade", proxy.upgrade);
  await listen(server, options.port, options.host);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      proxy.closeUpgraded();
      const impatience = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(impatience);
      proxy.close();
    },
  };
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
