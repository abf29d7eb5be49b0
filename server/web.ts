import { createServer } from "node:http";
import next from "next";

// The pages, in a process of their own: `node web.mjs <folder> <port> <host> [--dev]`. It lives and dies with
// the process that started it, through the channel between them; signals are for that one to hear.
const [dir = ".", port = "0", host = "", dev] = process.argv.slice(2);
const GRACE_MS = 5_000;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("disconnect", stop);

const server = createServer((request, response) => void handle(request, response));
const app = next({
  dir,
  port: Number(port),
  hostname: host || "localhost",
  dev: dev === "--dev",
  httpServer: server,
});
const handle = app.getRequestHandler();
// The front keeps its connections to us open; ours must not be the side that closes them first.
server.keepAliveTimeout = 75_000;
await app.prepare();
server.listen(Number(port), host || undefined, () => process.send?.("ready"));

function stop(): void {
  setTimeout(() => process.exit(), GRACE_MS).unref();
  server.close(() => void app.close().finally(() => process.exit()));
  server.closeIdleConnections();
}
