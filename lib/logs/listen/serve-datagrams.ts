import { createSocket, type Socket } from "node:dgram";
import { isIP } from "node:net";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { countDropped, deliverMessages } from "./deliver-messages";
import type { Listener, ListenerSettings } from "./listener";
import type { Decoded, Message } from "./message";
import { plainAddress } from "./remote-address";
import { weighMessages } from "./weigh-messages";

/** How long datagrams wait for company, and how many of them go together. */
const GATHER_MS = 10;
const COMPANY = 1_000;
const TICK_MS = 1_000;
const MAX_NAMED = 1_000;
const RECEIVE_BUFFER = 4 * 1024 * 1024;

/** What is made of datagrams. */
export interface DatagramFormat {
  /** The messages that this datagram completes, and what it makes clear was lost. `now` in ms. */
  take(datagram: Buffer, remote: string, now: number): (Decoded & { remote: string; rawBytes: number })[];
  /** Every second: what was lost by waiting in vain. */
  expire?(now: number): Message[];
}

/**
 * Listens for datagrams. Nobody can be told to wait: while more are read than stored, further ones are dropped unread
 * and counted. Rejects when the port can't be listened on.
 */
export async function serveDatagrams(settings: ListenerSettings, format: DatagramFormat): Promise<Listener> {
  const { kind, limits } = settings;
  let batch: Message[] = [];
  let bytes = 0;
  let inFlight = 0;
  let timer: NodeJS.Timeout | undefined;
  const dropped = new Map<string, number>();
  const deliveries = new Set<Promise<void>>();

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (batch.length === 0) return;
    const size = bytes;
    const done = deliverMessages(settings, batch)
      .catch((error: unknown) => logTrouble(`Lines of listener ${kind} were lost`, error))
      .finally(() => {
        deliveries.delete(done);
        inFlight -= size;
      });
    deliveries.add(done);
    batch = [];
    bytes = 0;
  }

  function add(messages: Message[]): void {
    const size = weighMessages(messages);
    inFlight += size;
    bytes += size;
    batch.push(...messages);
    if (batch.length >= COMPANY) flush();
    else timer ??= setTimeout(flush, GATHER_MS);
  }

  /** Of a flood with invented addresses not each is remembered. */
  function drop(remote: string): void {
    const name = dropped.has(remote) || dropped.size < MAX_NAMED ? remote : "";
    dropped.set(name, (dropped.get(name) ?? 0) + 1);
  }

  function tellDropped(): void {
    for (const [remote, count] of dropped) void countDropped(settings, remote, count);
    dropped.clear();
  }

  const socket = await bindSocket(settings);
  socket.on("error", (error) => logTrouble(`Listener ${kind}`, error));
  socket.on("message", (datagram, { address }) => {
    const remote = plainAddress(address);
    if (inFlight + datagram.length > limits.datagramBytes) drop(remote);
    else add(format.take(datagram, remote, Date.now()));
  });
  const tick = setInterval(() => {
    tellDropped();
    const lost = format.expire?.(Date.now()) ?? [];
    if (lost.length > 0) add(lost);
  }, TICK_MS);
  return {
    port: socket.address().port,
    async close() {
      clearInterval(tick);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
      tellDropped();
      flush();
      await Promise.all(deliveries);
    },
  };
}

/** On all interfaces, of IPv6 too where the machine has it. */
async function bindSocket({ host, port }: ListenerSettings): Promise<Socket> {
  if (host !== undefined) return bind(isIP(host) === 6 ? "udp6" : "udp4", port, host);
  try {
    return await bind("udp6", port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EAFNOSUPPORT" && code !== "EADDRNOTAVAIL" && code !== "EINVAL") throw error;
    return bind("udp4", port);
  }
}

function bind(type: "udp4" | "udp6", port: number, address?: string): Promise<Socket> {
  const socket = createSocket({ type, recvBufferSize: RECEIVE_BUFFER });
  return new Promise((resolve, reject) => {
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ port, address }, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}
