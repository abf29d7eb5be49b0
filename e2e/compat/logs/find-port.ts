import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/**
 * Below those that the system gives to whoever asks for any, so that no client of another test comes by one; each worker has
 * a hundred of its own: those of one run are children of the same process.
 */
let lastPort = 11_000 + ((process.ppid + Number(process.env.TEST_WORKER_INDEX ?? 0)) % 80) * 100;

/** The next port that nobody listens on, neither for connections nor for datagrams. */
export async function findPort(): Promise<number> {
  for (;;) {
    const port = ++lastPort;
    if ((await takesConnections(port)) && (await takesDatagrams(port))) return port;
  }
}

async function takesConnections(port: number): Promise<boolean> {
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, () => resolve(true));
  });
  if (isFree) await new Promise((resolve) => server.close(resolve));
  return isFree;
}

async function takesDatagrams(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const isFree = await new Promise<boolean>((resolve) => {
    socket.once("error", () => resolve(false));
    socket.bind(port, () => resolve(true));
  });
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return isFree;
}
