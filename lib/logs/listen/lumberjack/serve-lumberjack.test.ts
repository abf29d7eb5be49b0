import { EventEmitter, once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ledger, TOKEN } from "@/lib/logs/doors/ledger.fixture";
import type { ListenerLimits } from "@/lib/logs/listen/limits";
import type { Listener } from "@/lib/logs/listen/listener";
import { openListener } from "@/lib/logs/listen/open-listener";
import { frame } from "./frames.fixture";

vi.mock("@/lib/ingest/count-outcome", async () => (await import("@/lib/logs/doors/ledger.fixture")).ledger);
vi.mock("@/lib/ingest/authenticate", async () => (await import("@/lib/logs/doors/ledger.fixture")).ledger);
vi.mock(
  "@/lib/logs/ingest/accept-lines",
  async () => (await import("@/lib/logs/doors/ledger.fixture")).ledger,
);
vi.mock(
  "@/lib/logs/ingest/reject-lines",
  async () => (await import("@/lib/logs/doors/ledger.fixture")).ledger,
);

const opened: Listener[] = [];
const senders: Sender[] = [];
const patience = { timeout: 10_000 };

beforeEach(() => ledger.clear());
afterEach(async () => {
  vi.restoreAllMocks();
  for (const { socket } of senders.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map((listener) => listener.close()));
});

async function open(
  limits: Partial<ListenerLimits> = {},
  fallback: string | undefined = TOKEN.replaceAll("-", ""),
) {
  const route = { rules: [], keys: new Map<string, string>(), fallback };
  const listener = await openListener({
    kind: "lumberjack",
    port: 0,
    host: "127.0.0.1",
    route: () => route,
    limits,
  });
  opened.push(listener);
  return listener;
}

/** A replayed sender: frames as the protocol describes them. */
interface Sender {
  socket: Socket;
  /** `2A7` for an acknowledgement of 7 in version 2; those of sequence 0 are apart. */
  acks: string[];
  alive: number;
  isClosed: boolean;
}

function dial({ port }: Listener): Sender {
  const socket = connect(port, "127.0.0.1");
  const sender: Sender = { socket, acks: [], alive: 0, isClosed: false };
  let got = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("close", () => (sender.isClosed = true));
  socket.on("data", (bytes) => {
    got = Buffer.concat([got, bytes]);
    for (; got.length >= 6; got = got.subarray(6)) {
      const sequence = got.readUInt32BE(2);
      if (sequence === 0) sender.alive++;
      else sender.acks.push(`${got.toString("latin1", 0, 2)}${sequence}`);
    }
  });
  senders.push(sender);
  return sender;
}

/** Stores nothing until it is opened. */
function holdStorage(): { release(): void; asked(): number } {
  const gate = new EventEmitter();
  const opening = once(gate, "open");
  const storing = vi.spyOn(ledger, "acceptLines").mockImplementation(async (_, lines) => {
    await opening;
    ledger.lines.push(...lines);
  });
  return { release: () => gate.emit("open"), asked: () => storing.mock.calls.length };
}

const messages = () => ledger.lines.map(({ message }) => message);

/** As Filebeat makes one. */
const event = (message: string) => ({
  "@timestamp": "2026-11-22T10:00:00.123Z",
  "@metadata": { beat: "filebeat", type: "_doc", version: "8.19.0" },
  message,
  log: { level: "warn", file: { path: "/var/log/shop.log" }, offset: 7 },
  host: { name: "web-1" },
  service: { name: "shop" },
});

it("takes a batch of version 2, compressed as Filebeat sends it, and acknowledges its last line", async () => {
  const sender = dial(await open());
  sender.socket.write(
    Buffer.concat([
      frame.window(2),
      frame.compressed(frame.json(1, event("one")), frame.json(2, event("zwei €"))),
    ]),
  );
  await vi.waitFor(() => expect(sender.acks).toEqual(["2A2"]), patience);
  expect(messages()).toEqual(["one", "zwei €"]);
  expect(ledger.lines[0]).toMatchObject({
    host: "web-1",
    service: "shop",
    severity: 13,
    time: 1795341600123000000n,
  });
  expect(ledger.sources[0]).toMatchObject({ door: "lumberjack", remote: "127.0.0.1" });
  sender.socket.write(Buffer.concat([frame.window(1), frame.json(1, event("again"))]));
  await vi.waitFor(() => expect(sender.acks).toEqual(["2A2", "2A1"]), patience);
});

it("stores what a small frame unpacks to in portions, each acknowledged when it is durable", async () => {
  const sender = dial(await open());
  const entries = Array.from({ length: 2_500 }, (_, n) => frame.json(n + 1, { message: `m${n}` }));
  sender.socket.write(Buffer.concat([frame.window(2_500), frame.compressed(...entries)]));
  await vi.waitFor(() => expect(sender.acks).toEqual(["2A1000", "2A2000", "2A2500"]), patience);
  expect(messages()).toEqual(Array.from({ length: 2_500 }, (_, n) => `m${n}`));
});

it("takes pairs of version 1 and answers in it", async () => {
  const sender = dial(await open());
  sender.socket.write(
    Buffer.concat([
      frame.window(2, 1),
      frame.pairs(8, { line: "one", host: "h", file: "/f", offset: "12" }),
      frame.pairs(9, { line: "two" }),
    ]),
  );
  await vi.waitFor(() => expect(sender.acks.at(-1)).toBe("1A9"), patience);
  expect(ledger.lines).toMatchObject([
    { message: "one", host: "h" },
    { message: "two", host: "127.0.0.1" },
  ]);
});

it("acknowledges nothing before it is stored, and says that it is at work", async () => {
  const storage = holdStorage();
  const sender = dial(await open({ keepAliveMs: 5 }));
  sender.socket.write(Buffer.concat([frame.window(1), frame.json(1, { message: "m" })]));
  await vi.waitFor(() => expect(sender.alive).toBeGreaterThan(2), patience);
  expect(storage.asked()).toBe(1);
  expect(sender.acks).toEqual([]);
  storage.release();
  await vi.waitFor(() => expect(sender.acks).toEqual(["2A1"]), patience);
  expect(messages()).toEqual(["m"]);
});

it("acknowledges parts of a window, in order", async () => {
  const sender = dial(await open());
  sender.socket.write(Buffer.concat([frame.window(3), frame.json(1, { message: "one" })]));
  await vi.waitFor(() => expect(sender.acks).toEqual(["2A1"]), patience);
  sender.socket.write(
    Buffer.concat([frame.json(2, { message: "two" }), frame.json(3, { message: "three" })]),
  );
  await vi.waitFor(() => expect(sender.acks.at(-1)).toBe("2A3"), patience);
  expect(messages()).toEqual(["one", "two", "three"]);
});

it("hangs up without a word where lines can't be stored, and where what came before them was not", async () => {
  const sender = dial(await open());
  ledger.failure = new Error("no room");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  sender.socket.write(Buffer.concat([frame.window(2), frame.json(1, { message: "m" })]));
  await vi.waitFor(() => expect(sender.isClosed).toBe(true), patience);
  expect(sender.acks).toEqual([]);
  expect(said).toHaveBeenCalled();
});

it("does not read on while too much is under way", async () => {
  const storage = holdStorage();
  const sender = dial(await open({ inFlightBytes: 1_000 }));
  for (let sequence = 1; sequence <= 20_000; sequence++)
    sender.socket.write(frame.json(sequence, { message: "x".repeat(1_000) }));
  await vi.waitFor(() => expect(storage.asked()).toBe(1), patience);
  const other = dial(opened[0] as Listener);
  other.socket.write(frame.json(1, { message: "other" }));
  await vi.waitFor(() => expect(storage.asked()).toBe(2), patience);
  storage.release();
  await vi.waitFor(() => expect(sender.acks.at(-1)).toBe("2A20000"), { timeout: 30_000 });
  expect(ledger.lines).toHaveLength(20_001);
});

it("acknowledges what it refuses, or it would come for ever", async () => {
  const sender = dial(await open({ messageBytes: 200 }));
  sender.socket.write(
    Buffer.concat([frame.window(2), frame.json(1, "x".repeat(500)), frame.json(2, { message: "fine" })]),
  );
  await vi.waitFor(() => expect(sender.acks.at(-1)).toBe("2A2"), patience);
  expect(messages()).toEqual(["fine"]);
  expect(ledger.rejections).toMatchObject([{ door: "lumberjack", reason: "too_large", bytes: 500 }]);
});

it.each([
  ["another protocol", Buffer.from("GET / HTTP/1.1\r\n\r\n"), "not_lumberjack"],
  ["a bomb", frame.compressed(Buffer.alloc(40 * 1024 * 1024)), "too_large"],
  ["nesting", frame.compressed(frame.compressed(frame.json(1, {}))), "invalid_frame"],
  ["half a frame in a compressed one", frame.compressed(frame.json(1, {}).subarray(0, 8)), "invalid_frame"],
  ["what can't be unpacked", Buffer.from("2C\0\0\0\x04abcd"), "invalid_frame"],
])("hangs up on %s, says why, and serves others", async (_, bytes, reason) => {
  const listener = await open();
  const sender = dial(listener);
  sender.socket.write(bytes);
  await vi.waitFor(() => expect(sender.isClosed).toBe(true), patience);
  await vi.waitFor(() => expect(ledger.rejections).toMatchObject([{ reason }]), patience);
  const other = dial(listener);
  other.socket.write(frame.json(1, { message: "fine" }));
  await vi.waitFor(() => expect(other.acks).toEqual(["2A1"]), patience);
});

it("closes only when what it read is stored", async () => {
  const storage = holdStorage();
  const listener = await open();
  const sender = dial(listener);
  sender.socket.write(frame.json(1, { message: "m" }));
  await vi.waitFor(() => expect(storage.asked()).toBe(1), patience);
  let isClosed = false;
  const closing = listener.close().then(() => (isClosed = true));
  await vi.waitFor(() => expect(sender.isClosed).toBe(true), patience);
  expect(isClosed).toBe(false);
  storage.release();
  await closing;
  expect(messages()).toEqual(["m"]);
});
