import type { Socket } from "node:net";
import { logTrouble } from "@/lib/ingest/log-trouble";
import type { Frame, Framer } from "@/lib/logs/parse/framing/frames";
import { Budget } from "./budget";
import { acceptConnections } from "./accept-connections";
import { deliverMessages } from "./deliver-messages";
import type { Listener, ListenerSettings } from "./listener";
import type { Decode, Message } from "./message";
import { weighMessages } from "./weigh-messages";

/** How a stream is cut and read. */
export interface StreamFormat {
  frame(maxBytes: number): Framer;
  decode: Decode;
}

/** Listens for connections that send messages and hear nothing back. Who sends faster than it is stored is not read. */
export function serveStream(settings: ListenerSettings, format: StreamFormat): Promise<Listener> {
  const held = new Budget(settings.limits.heldBytes);
  return acceptConnections(settings, (socket, remote) =>
    serveConnection({ settings, format, held, socket, remote }),
  );
}

interface Connection {
  settings: ListenerSettings;
  format: StreamFormat;
  /** Shared by all connections. */
  held: Budget;
  socket: Socket;
  remote: string;
}

async function serveConnection({ settings, format, held, socket, remote }: Connection): Promise<void> {
  const { kind, limits } = settings;
  const framer = format.frame(limits.messageBytes);
  const deliveries = new Set<Promise<void>>();
  let inFlight = 0;
  let counted = 0;
  let received = 0;
  let quiet: NodeJS.Timeout | undefined;

  function deliver(frames: Frame[]): void {
    if (frames.length === 0) return;
    socket.setTimeout(limits.idleMs);
    const messages = readFrames(frames, format.decode, remote);
    const bytes = weighMessages(messages);
    inFlight += bytes;
    const done = deliverMessages(settings, messages)
      .catch((error: unknown) => logTrouble(`Lines of listener ${kind} were lost`, error))
      .finally(() => {
        deliveries.delete(done);
        inFlight -= bytes;
        if (inFlight >= limits.inFlightBytes || !socket.isPaused()) return;
        socket.resume();
        if (framer.held > 0) waitForQuiet();
      });
    deliveries.add(done);
    if (inFlight >= limits.inFlightBytes) socket.pause();
  }

  /** Silence counts only while we listen, and after what had already come was read. */
  function waitForQuiet(): void {
    clearTimeout(quiet);
    const before = received;
    quiet = setTimeout(
      () =>
        setImmediate(() => {
          if (received !== before || socket.isPaused()) return;
          deliver(framer.flush(false));
          recount();
        }),
      limits.quietMs,
    );
  }

  function recount(): void {
    const more = framer.held - counted;
    if (!held.add(more)) socket.destroy();
    else counted += more;
  }

  socket.setTimeout(limits.firstMs, () => socket.destroy());
  socket.on("data", (bytes: Buffer) => {
    clearTimeout(quiet);
    received++;
    deliver(framer.push(bytes));
    recount();
    if (framer.held === 0 || socket.destroyed) return;
    waitForQuiet();
  });
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  clearTimeout(quiet);
  deliver(framer.flush(true));
  held.add(-counted);
  await Promise.all(deliveries);
}

/** Reads what was cut out of a stream; what is too large is refused. */
export function readFrames(frames: Frame[], decode: Decode, remote: string): Message[] {
  const arrival = BigInt(Date.now()) * 1_000_000n;
  return frames.map(({ bytes, tooLarge }) => {
    if (tooLarge === undefined) return { ...decode(bytes, arrival), remote, rawBytes: bytes.length };
    const detail = `a message of ${tooLarge} bytes is larger than is taken`;
    const refused = [{ reason: "too_large", detail, sample: bytes, bytes: tooLarge }];
    return { lines: [], refused, remote, rawBytes: 0 };
  });
}
