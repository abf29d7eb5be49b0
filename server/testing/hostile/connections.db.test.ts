import { once } from "node:events";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type HostileFront, MARK, openHostileFront } from "./hostile-front";

const EVENT = JSON.stringify({ message: MARK });
const QUICK = {
  headersMs: 300,
  requestMs: 1_200,
  idleMs: 300,
  checkMs: 50,
  pace: { graceMs: 200, bytesPerSecond: 1_024 },
};

let front: HostileFront;
beforeAll(async () => {
  front = await openHostileFront({ patience: QUICK, maxSockets: 40 });
});
afterAll(() => front.close());
beforeEach(() => front.renew());
afterEach(() => front.checkHealth());

const store = (...headers: string[]) => `${front.head("store", ...headers)}\r\n`;
const good = () => `${store(`Content-Length: ${EVENT.length}`)}${EVENT}`;
const last = () => `${store(`Content-Length: ${EVENT.length}`, "Connection: close")}${EVENT}`;
const statuses = (answers: string) =>
  [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));

/** Writes `piece` again and again until the front has had enough; what it said. */
async function drip(socket: Socket, piece: string, everyMs: number): Promise<string> {
  const timer = setInterval(() => socket.write(piece), everyMs);
  const said = await text(socket);
  clearInterval(timer);
  return said;
}

describe("T9 framing", () => {
  it("T9 a length over the cap: 413 before the body is read, and the connection stays usable", async () => {
    const socket = front.open();
    socket.write(store("Content-Length: 1048577"));
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    socket.write(Buffer.alloc(1_048_577));
    socket.write(last());
    expect(statuses(await text(socket))).toEqual([200]);
    expect(await front.outcomes()).toEqual(["error accepted 1", "error invalid too_large 1"]);
  });

  it.each([
    ["a negative length", ["Content-Length: -1"]],
    ["a length that is no number", ["Content-Length: 1e3"]],
    ["a length in hexadecimal", ["Content-Length: 0x10"]],
    ["two lengths", ["Content-Length: 2", "Content-Length: 3"]],
    ["a list of lengths", ["Content-Length: 2, 2"]],
    ["a length and chunks", ["Content-Length: 2", "Transfer-Encoding: chunked"]],
    ["chunks and a length", ["Transfer-Encoding: chunked", "Content-Length: 2"]],
    ["an unknown transfer encoding", ["Transfer-Encoding: xchunked"]],
    ["chunks that are not last", ["Transfer-Encoding: chunked, identity"]],
    ["a space before the colon", ["Content-Length : 2"]],
    ["a folded length", ["Content-Length:", " 2"]],
  ])("T9 %s: 400, closed, and nothing behind it is a request", async (_, headers) => {
    const answer = await front.exchange(`${store(...headers)}{}${good()}`);
    expect(statuses(answer)).toEqual([400]);
    expect(await front.stored()).toEqual([]);
  });

  it("T9 no length: no body, and what follows is no request", async () => {
    expect(statuses(await front.exchange(`${store()}{"message":"x"}`))).toEqual([400]);
    await expect
      .poll(front.outcomes)
      .toEqual([expect.stringMatching(/^error invalid (aborted|empty_body) 1$/)]);
  });

  it("T9 a length too small: the event is cut off, and its rest is no request", async () => {
    const answer = await front.exchange(`${store("Content-Length: 10")}${EVENT}`);
    expect(statuses(answer)).toEqual([400]);
    await expect
      .poll(front.outcomes)
      .toEqual([expect.stringMatching(/^error invalid (aborted|invalid_json) 1$/)]);
  });

  it("T9 a length too large: waited for, not longer than allowed, nothing stored", async () => {
    const answer = await front.exchange(`${store(`Content-Length: ${EVENT.length + 100}`)}${EVENT}`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/x-sentry-error: the request body comes too slowly/i);
    expect(await front.outcomes()).toEqual(["error invalid too_slow 1"]);
  });

  it.each([
    ["a size that is no number", "zz\r\n{}\r\n0\r\n\r\n"],
    ["a size beyond 2^64", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"],
    ["a chunk longer than it says", '1\r\n{"a":1}\r\n0\r\n\r\n'],
  ])("T9 chunks with %s: refused and closed", async (_, body) => {
    const answer = await front.exchange(`${store("Transfer-Encoding: chunked")}${body}`);
    expect(Math.max(...statuses(answer), 400)).toBeLessThan(500);
    expect(await front.stored()).toEqual([]);
  });

  it("T9 one byte per chunk: read, without an object for each", async () => {
    const body = EVENT.split("")
      .map((byte) => `1\r\n${byte}\r\n`)
      .join("");
    const answer = await front.exchange(
      `${store("Transfer-Encoding: chunked", "Connection: close")}${body}0\r\n\r\n`,
    );
    expect(statuses(answer)).toEqual([200]);
  });
});

describe("T10 abort", () => {
  it.each([
    ["store", "{"],
    ["envelope", '{}\n{"type":"event","length":1000}\n{'],
  ] as const)(
    "T10 a client that hangs up in the middle at /%s/: nothing stored, memory given back, counted",
    async (door, start) => {
      const socket = front.open();
      socket.write(`${front.head(door, "Content-Length: 5000")}\r\n${start}`);
      await once(socket, "ready");
      await expect
        .poll(async () => {
          socket.destroy();
          return front.outcomes();
        })
        .toEqual(["error invalid aborted 1"]);
      expect(await front.stored()).toEqual([]);
    },
  );
});

describe("T11 slow clients", () => {
  it("T11 a connection that says nothing is closed", async () => {
    expect(await text(front.open())).toMatch(/^(HTTP\/1\.1 408 [^]*)?$/);
  });

  it("T11 headers that drip are cut off", async () => {
    const socket = front.open();
    socket.write(store().slice(0, 40));
    expect(await drip(socket, "x", 30)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("T11 a body of less than 1 KiB/s is refused, counted and closed", async () => {
    for (const door of ["store", "envelope"] as const) {
      const socket = front.open();
      socket.write(`${front.head(door, "Content-Length: 100000")}\r\n{"a":"`);
      expect(await drip(socket, "x", 20)).toMatch(/^HTTP\/1\.1 408 [^]*connection: close/i);
    }
    expect(await front.outcomes()).toEqual(["error invalid too_slow 2"]);
  });

  it("T11 a body that keeps the pace but never ends is cut off", async () => {
    const socket = front.open();
    socket.write(`${store("Content-Length: 1000000")}{"a":"`);
    expect(await drip(socket, "x".repeat(200), 20)).toMatch(/^(HTTP\/1\.1 408 [^]*)?$/);
    await expect.poll(front.outcomes).toEqual(["error invalid aborted 1"]);
  });

  it("T11 a slow body that keeps the pace is taken", async () => {
    const socket = front.open();
    const body = JSON.stringify({ message: "slow", extra: { x: "y".repeat(3_000) } });
    socket.write(store(`Content-Length: ${body.length}`, "Connection: close"));
    const pieces = body.match(/[^]{1,100}/g) ?? [];
    const timer = setInterval(() => socket.write(pieces.shift() ?? ""), 15);
    expect(statuses(await text(socket))).toEqual([200]);
    clearInterval(timer);
  });

  it("T11 an idle connection is closed", async () => {
    expect(statuses(await front.exchange(good()))).toEqual([200]);
  });

  it("T11 after 1,000 requests a connection is closed, without an error", async () => {
    const bad = `${front.head("store", "Content-Length: 1")}\r\n[`;
    const answers = statuses(await front.exchange(bad.repeat(1_010)));
    expect([answers.length, new Set(answers)]).toEqual([1_000, new Set([400])]);
    expect(await front.outcomes()).toEqual(["error invalid invalid_json 1000"]);
  });

  it("T11 connections beyond the limit are closed, and room is made when others go", async () => {
    const sockets = Array.from({ length: 40 }, () => front.open());
    await Promise.all(sockets.map((socket) => once(socket, "ready")));
    expect(await text(front.open())).toBe("");
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => front.exchange(last()).then(statuses)).toEqual([200]);
  });
});

describe("T12 odd requests", () => {
  it("T12 Expect: 100-continue gets both answers", async () => {
    const socket = front.open();
    socket.write(store(`Content-Length: ${EVENT.length}`, "Expect: 100-continue", "Connection: close"));
    const [go] = await once(socket, "data");
    expect(String(go)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.write(EVENT);
    expect(statuses(await text(socket))).toEqual([200]);
  });

  it("T12 two requests at once get two answers in order", async () => {
    const bad = `${store("Content-Length: 2")}[]`;
    expect(statuses(await front.exchange(`${bad}${good()}${bad}${last()}`))).toEqual([400, 200, 400, 200]);
  });

  it("T12 an upgrade is not made", async () => {
    for (const upgrade of ["websocket", "h2c"]) {
      const head = store(
        `Content-Length: ${EVENT.length}`,
        "Connection: Upgrade, close",
        `Upgrade: ${upgrade}`,
      );
      const answer = await front.exchange(`${head}${EVENT}`);
      expect(answer).not.toMatch(/^HTTP\/1\.1 101|^upgrade:/im);
      expect(statuses(answer)).toEqual([200]);
    }
  });

  it.each([
    [
      "another expectation",
      417,
      () => store("Content-Length: 2", "Expect: miracles", "Connection: close") + "{}",
    ],
    ["TRACE", 405, () => store("Connection: close").replace("POST", "TRACE")],
    ["CONNECT", 405, () => "CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n"],
    ["HTTP/0.9", 401, () => "GET /api/1/store/\r\n\r\n"],
    ["HTTP/2 with prior knowledge", 400, () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["TLS", 400, () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["an unknown method", 400, () => `BREW ${store().slice(5)}`],
    ["no host", 400, () => store().replace("Host: x\r\n", "")],
  ])("T12 %s: %i and closed", async (_, status, make) => {
    expect(statuses(await front.exchange(make()))).toEqual([status]);
    expect(await front.stored()).toEqual([]);
  });
});

describe("T13 headers", () => {
  it.each([
    ["100 kB", 431, () => [`X: ${MARK.repeat(7_000)}`]],
    ["1,000 short ones", 431, () => Array.from({ length: 1_000 }, (_, index) => `${index}:`)],
    ["201", 431, () => Array.from({ length: 201 }, (_, index) => `a${index}: b`)],
    ["a carriage return inside", 400, () => ["X: a\rb"]],
    ["a NUL inside", 400, () => ["X: a\0b"]],
    ["a NUL in the name", 400, () => ["X\0: a"]],
    ["a name with a space", 400, () => ["X y: a"]],
    ["an empty name", 400, () => [": a"]],
  ])("T13 %s: %i", async (_, status, make) => {
    const answer = await front.exchange(`${store("Content-Length: 2", ...make())}{}`);
    expect(statuses(answer)).toEqual([status]);
    expect(answer).not.toContain(MARK);
    expect(await front.outcomes()).toEqual([]);
  });

  it("T13 a hundred headers are taken", async () => {
    const many = Array.from({ length: 100 }, (_, index) => `a${index}: b`);
    const head = store(`Content-Length: ${EVENT.length}`, "Connection: close", ...many);
    expect(statuses(await front.exchange(`${head}${EVENT}`))).toEqual([200]);
  });
});
