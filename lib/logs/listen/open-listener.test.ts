import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { EventEmitter, once } from "node:events";
import { connect, type Socket } from "node:net";
import { promisify } from "node:util";
import { deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ledger, TOKEN } from "@/lib/logs/doors/ledger.fixture";
import type { ListenerLimits } from "./limits";
import type { Listener } from "./listener";
import { openListener } from "./open-listener";
import { parseRules } from "./route/parse-rules";
import type { ListenerKind } from "./schemas";

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

const KEY = TOKEN.replaceAll("-", "");
const opened: Listener[] = [];
const sockets: Socket[] = [];

beforeEach(() => ledger.clear());
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map((listener) => listener.close()));
});

interface Options {
  limits?: Partial<ListenerLimits>;
  rules?: string;
  fallback?: string | null;
}

async function open(kind: ListenerKind, { limits = {}, rules = "", fallback = KEY }: Options = {}) {
  const route = {
    rules: parseRules(rules).rules,
    keys: new Map([["shop", KEY]]),
    fallback: fallback ?? undefined,
  };
  const listener = await openListener({
    kind,
    port: 0,
    host: "127.0.0.1",
    route: () => route,
    limits: { quietMs: 20, ...limits },
  });
  opened.push(listener);
  return listener;
}

function dial({ port }: Listener): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  return socket;
}

async function cast({ port }: Listener, ...datagrams: (string | Buffer)[]): Promise<void> {
  const socket = createSocket("udp4");
  for (const datagram of datagrams)
    await new Promise((resolve) => socket.send(datagram, port, "127.0.0.1", resolve));
  socket.close();
}

const text = (message: string) =>
  JSON.stringify({ version: "1.1", host: "h", short_message: message, level: 3 });
const messages = () => ledger.lines.map(({ message }) => message);
const received = (expected: string[]) =>
  vi.waitFor(() => expect(messages()).toEqual(expected), { timeout: 5_000 });

describe("syslog over TCP", () => {
  it.each([
    ["lines", "<11>1 - h a - - - one\n<14>Nov 22 21:52:16 h a: two\nthree\n"],
    [
      "counted",
      ["<11>1 - h a - - - one\n", "<14>Nov 22 21:52:16 h a: two", "<13>three"]
        .map((text) => `${text.length} ${text}`)
        .join(""),
    ],
  ])("%s", async (_, stream) => {
    const socket = dial(await open("syslog_tcp"));
    socket.write(stream);
    socket.end();
    await received(["one", "two", "three"]);
    expect(ledger.lines).toMatchObject([{ severity: 17, host: "h", service: "a" }, { severity: 9 }, {}]);
    expect(ledger.sources[0]).toMatchObject({ door: "syslog_tcp", remote: "127.0.0.1" });
  });

  it("takes a message without an end on silence, while the connection stays", async () => {
    const socket = dial(await open("syslog_tcp"));
    socket.write("<11>1 2026-11-22T21:52:16Z h a - - - one");
    await received(["one"]);
    socket.write("<11>1 2026-11-22T21:52:16Z h a - - - two<11>1 2026-11-22T21:52:16Z h a - - - three");
    await received(["one", "two", "three"]);
    expect(socket.destroyed).toBe(false);
  });

  it("keeps what a connection sent that ends in the middle", async () => {
    const socket = dial(await open("syslog_tcp", { limits: { quietMs: 60_000 } }));
    socket.end("<11>one\n<11>two");
    await received(["one", "two"]);
  });

  it("does not read on while nothing is stored", async () => {
    const listener = await open("syslog_tcp", { limits: { inFlightBytes: 100_000 } });
    const gate = new EventEmitter();
    const stored = once(gate, "open");
    const asked: string[] = [];
    const storing = vi.spyOn(ledger, "acceptLines").mockImplementation(async (_, lines) => {
      asked.push(...lines.map(({ message }) => message));
      await stored;
      ledger.lines.push(...lines);
    });
    const socket = dial(listener);
    const line = `<11>${"x".repeat(995)}\n`;
    for (let count = 0; count < 20_000; count++) socket.write(line);
    // Of 20 MB most stay with the sender and the system; another client is served all the same.
    const other = dial(listener);
    other.write("<11>other\n");
    await vi.waitFor(() => expect(asked).toContain("other"), { timeout: 20_000 });
    expect(asked.length).toBeLessThan(1_000);
    gate.emit("open");
    storing.mockRestore();
    await vi.waitFor(() => expect(ledger.lines).toHaveLength(20_001), { timeout: 20_000 });
  });

  it("refuses what is too large, and reads on", async () => {
    const socket = dial(await open("syslog_tcp", { limits: { messageBytes: 1_000 } }));
    socket.write(`<11>${"x".repeat(5_000)}\n<11>after\n`);
    await received(["after"]);
    expect(ledger.rejections).toMatchObject([{ door: "syslog_tcp", reason: "too_large", bytes: 5_004 }]);
  });

  it("bears no more connections of one address than it should, and none that says nothing", async () => {
    const listener = await open("syslog_tcp", { limits: { connectionsPerAddress: 2, firstMs: 100 } });
    const first = dial(listener);
    first.write("<11>first\n");
    await received(["first"]);
    const silent = dial(listener);
    await new Promise((resolve) => silent.once("connect", resolve));
    const third = dial(listener);
    await new Promise((resolve) => third.once("close", resolve));
    await new Promise((resolve) => silent.once("close", resolve));
    first.write("<11>again\n");
    await received(["first", "again"]);
  });

  it("disconnects who would have too much held", async () => {
    const listener = await open("syslog_tcp", { limits: { heldBytes: 50_000, quietMs: 60_000 } });
    const greedy = dial(listener);
    const isClosed = new Promise((resolve) => greedy.once("close", resolve));
    greedy.write(`999999 <11>${"x".repeat(200_000)}`);
    await isClosed;
    dial(listener).write("<11>fine\n");
    await vi.waitFor(() => expect(messages()).toContain("fine"));
  });
});

describe("syslog over UDP", () => {
  it("takes each datagram as a line", async () => {
    await cast(
      await open("syslog_udp"),
      "<11>1 - h a - - - one\n",
      "<14>Nov 22 21:52:16 h a[7]: two",
      "three",
      "",
    );
    await received(["one", "two", "three"]);
    expect(ledger.lines[2]).toMatchObject({ host: "127.0.0.1" });
  });

  it("drops what comes while too much waits", async () => {
    const listener = await open("syslog_udp", { limits: { datagramBytes: 20 } });
    await cast(listener, `<11>${"x".repeat(30)}`, `<11>${"y".repeat(30)}`, "<11>small");
    await received(["small"]);
    await vi.waitFor(
      () =>
        expect(ledger.outcomes).toContainEqual({
          category: "log_item",
          outcome: "rate_limited",
          reason: "overload",
          quantity: 2,
        }),
      { timeout: 5_000 },
    );
  });
});

describe("the project of a line", () => {
  const loggly = `<11>1 - h a - - [${TOKEN}@41058 tag="x"] by token`;

  it.each([
    ["Loggly's token", "", loggly],
    ["a field", "", `<11>a: {"message":"by token","token":"${KEY}"}`],
    ["a host", "host:h -> shop", "<11>1 - h a - - - by token"],
    ["a service", "service:a* -> shop", "<11>abc: by token"],
    ["an address", "address:127.0.0.0/8 -> shop", "<11>by token"],
  ])("%s", async (_, rules, line) => {
    await cast(await open("syslog_udp", { rules, fallback: null }), line);
    await received(["by token"]);
    expect(ledger.lines[0]?.attributes ?? {}).not.toHaveProperty("token");
  });

  it("is none for who is not known, which is said in the process log", async () => {
    const said: string[] = [];
    const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const listener = await open("syslog_udp", { rules: "host:known -> shop", fallback: null });
    await cast(listener, "<11>1 - unknown a - - - m", "<11>1 - known a - - - m");
    await received(["m"]);
    expect(said.join("")).toContain("syslog_udp");
    write.mockRestore();
  });

  it("is the listener's where a token is none of ours", async () => {
    await cast(await open("syslog_udp"), `<11>a: {"message":"m","token":"${"9".repeat(32)}"}`);
    await received(["m"]);
    expect(ledger.lines[0]).toMatchObject({ attributes: { token: "9".repeat(32) } });
  });
});

describe("GELF", () => {
  it("over UDP: plain, zlib, gzip and chunks", async () => {
    const packed = deflateSync(text("chunked"));
    const head = [0x1e, 0x0f, 1, 2, 3, 4, 5, 6, 7, 8];
    const chunk = (number: number, part: Buffer) => Buffer.concat([Buffer.from([...head, number, 2]), part]);
    await cast(
      await open("gelf_udp"),
      text("plain"),
      deflateSync(text("zlib")),
      gzipSync(text("gzip")),
      chunk(1, packed.subarray(20)),
      chunk(0, packed.subarray(0, 20)),
    );
    await received(["plain", "zlib", "gzip", "chunked"]);
    expect(ledger.lines[3]).toMatchObject({ host: "h", severity: 17 });
  });

  it("refuses a bomb, what is cut short and what is no GELF, and reads on", async () => {
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, " "));
    await cast(await open("gelf_udp"), bomb, deflateSync(text("x")).subarray(0, 30), "{}", text("fine"));
    await received(["fine"]);
    await vi.waitFor(() =>
      expect(ledger.rejections.map(({ reason }) => reason)).toEqual([
        "too_large",
        "invalid_encoding",
        "missing_message",
      ]),
    );
  });

  it("over TCP: each ends with NUL", async () => {
    const socket = dial(await open("gelf_tcp"));
    socket.write(`${text("one")}\0${text("two\n")}\0${text("three").slice(0, 20)}`);
    await received(["one", "two\n"]);
    socket.end(`${text("three").slice(20)}\0`);
    await received(["one", "two\n", "three"]);
  });
});

it("JSON over TCP: each on a line, text where it is none", async () => {
  const socket = dial(await open("json_tcp"));
  socket.write(
    '{"message":"one","level":"warn","host":"h"}\r\nplain text\n{"message":"broken\n\n{"msg":"é","n":1}\n',
  );
  await received(["one", "plain text", '{"message":"broken', "é"]);
  expect(ledger.lines).toMatchObject([{ severity: 13, host: "h" }, {}, {}, { attributes: { n: 1 } }]);
});

it("stores what was read before it closes", async () => {
  const listener = await open("syslog_tcp");
  const socket = dial(listener);
  socket.write("<11>one\n");
  await received(["one"]);
  await listener.close();
  expect(
    socket.destroyed || (await new Promise((resolve) => socket.once("close", () => resolve(true)))),
  ).toBe(true);
  await expect(
    openListener({
      kind: "syslog_tcp",
      port: listener.port,
      host: "127.0.0.1",
      route: () => ({ rules: [], keys: new Map() }),
    }).then((again) => again.close()),
  ).resolves.toBeUndefined();
});

describe("logger of bsdutils", () => {
  it.each([
    ["syslog_udp", ["--udp"]],
    ["syslog_udp", ["--udp", "--rfc3164"]],
    ["syslog_tcp", ["--tcp"]],
    ["syslog_tcp", ["--tcp", "--octet-count"]],
    ["syslog_tcp", ["--tcp", "--rfc3164"]],
  ] as const)("%s %j", async (kind, options) => {
    const { port } = await open(kind);
    const common = ["--server", "127.0.0.1", "--port", String(port), ...options, "--tag", "shop"];
    await promisify(execFile)("logger", [
      ...common,
      "--priority",
      "local0.err",
      "Zahlung fehlgeschlagen: 5 €",
    ]);
    await received(["Zahlung fehlgeschlagen: 5 €"]);
    expect(ledger.lines[0]).toMatchObject({ severity: 17, level: "err", service: "shop", logger: "local0" });
  });
});
