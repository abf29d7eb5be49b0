import type { Socket } from "node:net";
import { logTrouble } from "@/lib/ingest/log-trouble";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import { acceptConnections } from "@/lib/logs/listen/accept-connections";
import { breather } from "@/lib/logs/breather";
import { Budget } from "@/lib/logs/listen/budget";
import { deliverMessages } from "@/lib/logs/listen/deliver-messages";
import type { Listener, ListenerSettings } from "@/lib/logs/listen/listener";
import type { Message } from "@/lib/logs/listen/message";
import { weighMessages } from "@/lib/logs/listen/weigh-messages";
import { decodeEntry } from "./decode-entry";
import { openInflater } from "./open-inflater";
import { FrameError, type FrameReader, type LumberjackFrame, readFrames } from "./read-frames";

const COMPRESSED_BYTES = 16 * 1024 * 1024;
/** Lines that are stored and acknowledged together. */
const PORTION = 1_000;

/**
 * Listens for senders of Lumberjack, versions 1 and 2 (Beats, Logstash). A line is acknowledged when it is durable and not
 * before: who hears nothing sends again, elsewhere or later. While something is being stored the sender hears so (sequence 0).
 */
export function serveLumberjack(settings: ListenerSettings): Promise<Listener> {
  const held = new Budget(settings.limits.heldBytes);
  const shared = { held, inflate: openInflater(held) };
  return acceptConnections(settings, (socket, remote) =>
    new Connection(settings, shared, socket, remote).serve(),
  );
}

type Entries = Extract<LumberjackFrame, { kind: "entry" }>[];

class Connection {
  private readonly reader: FrameReader;
  /** Ends when all that was read is stored and acknowledged; rejects with what kept something from being stored. */
  private last: Promise<void> = Promise.resolve();
  private inFlight = 0;
  private counted = 0;
  private version: 1 | 2 = 2;
  /** What kept something from being stored. */
  private failure: unknown;

  constructor(
    private readonly settings: ListenerSettings,
    /** By all connections. */
    private readonly shared: { held: Budget; inflate: ReturnType<typeof openInflater> },
    private readonly socket: Socket,
    private readonly remote: string,
  ) {
    this.reader = readFrames({ entryBytes: settings.limits.messageBytes, compressedBytes: COMPRESSED_BYTES });
  }

  async serve(): Promise<void> {
    const { socket } = this;
    const { firstMs, idleMs, keepAliveMs } = this.settings.limits;
    socket.setNoDelay(true);
    socket.setTimeout(firstMs, () => socket.destroy());
    const waiting = setInterval(() => {
      if (this.inFlight > 0 && this.version === 2) this.acknowledge(0);
    }, keepAliveMs);
    try {
      for await (const bytes of socket as AsyncIterable<Buffer>) {
        await this.take(this.reader.push(bytes));
        this.recount();
        socket.setTimeout(idleMs);
      }
      await this.last;
    } catch (error) {
      this.explain(this.failure ?? error);
    } finally {
      clearInterval(waiting);
      await this.last.catch(() => {});
      this.shared.held.add(-this.counted);
      socket.destroy();
    }
  }

  private async take(frames: Iterable<LumberjackFrame>): Promise<void> {
    const rest = breather();
    let entries: Entries = [];
    for (const frame of frames) {
      this.version = frame.version;
      if (frame.kind === "entry") entries.push(frame);
      if (frame.kind === "compressed" || entries.length === PORTION) {
        await this.store(entries);
        entries = [];
      }
      if (frame.kind === "compressed") await this.takeCompressed(frame.bytes);
      await rest();
    }
    await this.store(entries);
  }

  private async takeCompressed(bytes: Buffer): Promise<void> {
    const plain = await this.shared.inflate(bytes);
    try {
      const reader = readFrames(
        { entryBytes: this.settings.limits.messageBytes, compressedBytes: 0 },
        { isInner: true },
      );
      await this.take(reader.push(plain));
      if (reader.held > 0) throw new FrameError("invalid_frame", "a compressed frame ends within a frame");
      // Only then its memory is free.
      await this.last;
    } finally {
      this.shared.held.add(-plain.length);
    }
  }

  /** Begins to store lines; what came before them is acknowledged before. Waits where too much is under way. */
  private async store(entries: Entries): Promise<void> {
    const end = entries.at(-1);
    if (!end) return;
    const arrival = BigInt(Date.now()) * 1_000_000n;
    const messages: Message[] = entries.map(({ entry }) => ({
      ...decodeEntry(entry, arrival),
      remote: this.remote,
    }));
    const bytes = weighMessages(messages);
    this.inFlight += bytes;
    const stored = deliverMessages(this.settings, messages, { isStrict: true });
    const before = this.last;
    this.last = Promise.all([before, stored]).then(() => {
      this.inFlight -= bytes;
      this.acknowledge(end.sequence);
    });
    this.last.catch((error: unknown) => {
      this.failure ??= error;
      this.socket.destroy();
    });
    if (this.inFlight >= this.settings.limits.inFlightBytes) await this.last;
  }

  private acknowledge(sequence: number): void {
    if (!this.socket.writable) return;
    const frame = Buffer.from([0x30 + this.version, 0x41, 0, 0, 0, 0]);
    frame.writeUInt32BE(sequence, 2);
    this.socket.write(frame);
  }

  private recount(): void {
    const more = this.reader.held - this.counted;
    if (!this.shared.held.add(more)) throw new FrameError("too_large", "too much is being received at once");
    this.counted += more;
  }

  /** What is no Lumberjack stands on the Rejected page; a connection that breaks is the sender's affair. */
  private explain(error: unknown): void {
    const { kind } = this.settings;
    if (error instanceof FrameError) {
      const { reason, message: detail, sample } = error;
      const refused = [{ reason, detail, sample }];
      void deliverMessages(this.settings, [{ lines: [], refused, remote: this.remote, rawBytes: 0 }]);
    } else if (!(error instanceof RateLimitError) && !isDisconnect(error)) {
      logTrouble(`Lines of listener ${kind} could not be stored; their sender has to send them again`, error);
    }
  }
}

const DISCONNECTS = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"];

function isDisconnect(error: unknown): boolean {
  return DISCONNECTS.includes((error as NodeJS.ErrnoException).code ?? "");
}
