import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Listener, ListenerSettings } from "./listener";
import { plainAddress } from "./remote-address";

const HANDSHAKE_MS = 10_000;
const KEEP_ALIVE_MS = 60_000;
/**
 * In TLS 1.3 a server sends tickets when the handshake is over, and Node has no way to leave them out. Who sends logs reads nothing,
 * and whoever closes a connection with something unread resets it: what we had not read yet would be lost, such as all that
 * a short program had to say.
 */
const NEWEST_TLS = "TLSv1.2";

/** Serves one connection; the promise ends when all that it sent is stored. Never rejects. */
export type Serve = (socket: Socket, remote: string) => Promise<void>;

/**
 * Listens on a TCP port, with TLS where the settings hold a certificate. Connections beyond the limits, of all and of one
 * address, are closed at once. Rejects when the port can't be listened on.
 */
export async function acceptConnections(settings: ListenerSettings, serve: Serve): Promise<Listener> {
  const { limits, tls } = settings;
  const sockets = new Set<Socket>();
  const byAddress = new Map<string, number>();
  const served = new Set<Promise<void>>();

  function admit(socket: Socket): void {
    const remote = plainAddress(socket.remoteAddress);
    const own = (byAddress.get(remote) ?? 0) + 1;
    socket.on("error", () => {});
    if (sockets.size >= limits.connections || own > limits.connectionsPerAddress)
      return void socket.destroy();
    sockets.add(socket);
    byAddress.set(remote, own);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once("close", () => {
      sockets.delete(socket);
      const left = (byAddress.get(remote) ?? 1) - 1;
      if (left > 0) byAddress.set(remote, left);
      else byAddress.delete(remote);
    });
  }

  function begin(socket: Socket): void {
    if (socket.destroyed) return;
    socket.on("error", () => {});
    const done = serve(socket, plainAddress(socket.remoteAddress));
    served.add(done);
    void done.finally(() => served.delete(done));
  }

  const secure = tls && createTlsServer({ ...tls, maxVersion: NEWEST_TLS, handshakeTimeout: HANDSHAKE_MS });
  const server: Server = secure ?? createServer();
  server.on("connection", admit);
  server.on(tls ? "secureConnection" : "connection", begin);
  // A handshake that fails is the client's trouble.
  server.on("tlsClientError", (_: Error, socket: Socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: settings.port, host: settings.host }, resolve);
  });
  server.on("error", () => {});
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : settings.port,
    renew: secure && ((renewed) => secure.setSecureContext({ ...renewed, maxVersion: NEWEST_TLS })),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await Promise.all(served);
    },
  };
}
