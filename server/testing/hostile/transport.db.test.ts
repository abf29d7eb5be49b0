import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { LARGE_WINDOW, SAMPLES } from "@/lib/protocol/zstd/samples.fixture";
import { type Bomb, brotliBomb, gzipBomb, zstdBomb } from "./bombs";
import { type HostileFront, lines, MARK, openHostileFront, peakOf, refusal } from "./hostile-front";

// Bombs take a busy machine some seconds.
vi.setConfig({ testTimeout: 60_000 });

const MIB = 1024 * 1024;
const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const EVENT = { message: MARK, platform: "node" };
const ENVELOPE = lines({ event_id: ID }, { type: "event" }, EVENT);
/** Unpacks to more than is unpacked in one go. */
const LARGE = lines(
  {},
  { type: "attachment" },
  Array.from({ length: 100_000 }, (_, index) => index.toString(36)).join(),
  { type: "event" },
  EVENT,
);

let front: HostileFront;
beforeAll(async () => {
  front = await openHostileFront();
});
afterAll(() => front.close());
beforeEach(() => front.renew());
afterEach(() => front.checkHealth());

describe("bombs", () => {
  const bombs: [row: string, at: number, make: () => Bomb | Promise<Bomb>][] = [
    ["T1 gzip bomb of 160 MiB", 8, () => gzipBomb(160)],
    ["T2 brotli bomb of 160 MiB", 8, () => brotliBomb(160)],
    ["T3 zstd bomb of 1 GiB", 3, () => zstdBomb(1024)],
  ];
  it.each(bombs)("%s, %i at once: 413 at the cap, never held in memory", async (_, count, make) => {
    const { encoding, bytes } = await make();
    const answers: [number, unknown][] = [];
    const before = process.cpuUsage();
    const peak = await peakOf(async () => {
      const sent = Array.from({ length: count }, () =>
        front.envelope(bytes, { "content-encoding": encoding }),
      );
      answers.push(...(await Promise.all(sent)).map(refusal));
    });
    expect(answers).toEqual(Array.from({ length: count }, () => [413, "body is too large"]));
    // What the collector has not come to yet; held, it would be 100 MiB each.
    expect(peak).toBeLessThan(160 * MIB);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / count).toBeLessThan(2_000);
    expect(refusal(await front.store(bytes, { "content-encoding": encoding }))[0]).toBe(413);
    expect(await front.stored()).toEqual([]);
    expect(await front.outcomes()).toEqual([`error invalid too_large ${count + 1}`]);
  });

  it("T1 a bomb that is all there: the connection is closed after the answer", async () => {
    const bomb = brotliCompressSync(Buffer.alloc(2 * MIB));
    const head = front.head("store", "Content-Encoding: br", `Content-Length: ${bomb.length}`);
    const answer = await front.exchange(Buffer.concat([Buffer.from(`${head}\r\n`), bomb]));
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i);
  });

  it("T3 zstd with a window of 128 MiB: 400", async () => {
    const answer = await front.envelope(Buffer.from(LARGE_WINDOW, "base64"), { "content-encoding": "zstd" });
    expect(refusal(answer)).toEqual([400, "invalid content encoding"]);
  });

  it("T4 gzip members one after the other count together, and of gzip in gzip one layer is taken off", async () => {
    const member = gzipSync(Buffer.alloc(MIB / 2, " "));
    const json = gzipSync(JSON.stringify(EVENT));
    const gzip = { "content-encoding": "gzip" };
    expect((await front.store(Buffer.concat([member, json]), gzip)).status).toBe(200);
    expect((await front.store(Buffer.concat([member, member, json]), gzip)).status).toBe(413);
    expect((await front.store(gzipSync(json), gzip)).status).toBe(400);
    const parts = LARGE.match(/[^]{1,100000}/g) ?? [];
    const members = Buffer.concat(parts.map((part) => gzipSync(part)));
    expect((await front.envelope(members, gzip)).status).toBe(200);
    expect(await front.outcomes()).toEqual([
      "attachment unsupported 1",
      "error accepted 2",
      "error invalid invalid_json 1",
      "error invalid too_large 1",
    ]);
  });
});

describe("encodings", () => {
  const sample = Buffer.from(SAMPLES[Object.keys(SAMPLES)[0] as keyof typeof SAMPLES], "base64");
  const packers: [encoding: string, pack: (body: string) => Buffer][] = [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", () => sample],
  ];
  it.each(packers)(
    "T5 %s cut off, damaged or followed by something: 400, nothing stored",
    async (encoding, pack) => {
      for (const body of [ENVELOPE, LARGE]) {
        const good = pack(body);
        const damaged = Buffer.from(good);
        damaged.fill(0xff, good.length >> 1, (good.length >> 1) + 4);
        const bad = [good.subarray(0, -3), Buffer.concat([good, Buffer.from("garbage")])];
        // A checksum is what tells; brotli has none, and our zstd skips it.
        if (encoding === "gzip" || encoding === "deflate") bad.push(damaged);
        for (const bytes of bad) {
          const answer = await front.envelope(bytes, { "content-encoding": encoding });
          expect(refusal(answer)).toEqual([400, "invalid content encoding"]);
        }
      }
      expect(await front.stored()).toEqual([]);
      const count = encoding === "gzip" || encoding === "deflate" ? 6 : 4;
      expect(await front.outcomes()).toEqual([`error invalid invalid_encoding ${count}`]);
    },
  );

  it.each(["", "UTF-8", "identity", "IDENTITY"])("T6 Content-Encoding %j is none", async (encoding) => {
    expect((await front.envelope(ENVELOPE, { "content-encoding": encoding })).json).toEqual({ id: ID });
  });

  it.each(["x-gzip", "GZIP", "X-GZip"])("T6 Content-Encoding %j is gzip", async (encoding) => {
    expect((await front.envelope(gzipSync(ENVELOPE), { "content-encoding": encoding })).json).toEqual({
      id: ID,
    });
  });

  it.each(["lzma", "gzip, br", "gzip,gzip", "__proto__"])(
    "T7 Content-Encoding %j: 415 with what we take",
    async (encoding) => {
      for (const send of [front.envelope, front.store]) {
        const answer = await send(gzipSync(ENVELOPE), { "content-encoding": encoding });
        expect([answer.status, answer.headers["accept-encoding"]]).toEqual([415, "gzip, deflate, br, zstd"]);
      }
      expect(await front.outcomes()).toEqual(["error invalid unsupported_encoding 2"]);
    },
  );

  it("T8 base64 of zlib without a header: taken at /store/, refused at /envelope/", async () => {
    const body = deflateSync(JSON.stringify({ ...EVENT, event_id: ID })).toString("base64");
    expect((await front.store(body)).json).toEqual({ id: ID });
    expect((await front.envelope(body)).status).toBe(400);
    expect((await front.stored()).length).toBe(1);
  });

  it("T14 text that is not UTF-8: headers are refused, payloads repaired, a mark of order stripped", async () => {
    const bad = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]];
    for (const bytes of bad) {
      const text = Buffer.from(bytes).toString("latin1");
      const header = Buffer.from(`{"x":"${text}"}\n${lines({ type: "event" }, EVENT)}`, "latin1");
      expect(refusal(await front.envelope(header))).toEqual([400, "invalid envelope"]);
      const payload = Buffer.from(lines({}, { type: "event" }, `{"message":"a${text}b"}`), "latin1");
      expect((await front.envelope(payload)).status).toBe(200);
      expect((await front.stored()).at(-1)?.logentry?.formatted).toMatch(/^a\uFFFD+b$/);
    }
    expect((await front.envelope(`\uFEFF${ENVELOPE}`)).status).toBe(200);
    expect((await front.store(`\uFEFF${JSON.stringify(EVENT)}`)).status).toBe(200);
  });
});

describe("addresses", () => {
  const claims = {
    "x-forwarded-for": "203.0.113.9, 198.51.100.7",
    forwarded: "for=203.0.113.10",
    "x-real-ip": "203.0.113.11",
  };
  it("T15 nobody is believed about their address", async () => {
    await front.store({ ...EVENT, user: { ip_address: "{{auto}}" } }, claims);
    expect((await front.stored())[0]?.user?.ip_address).toBe("127.0.0.1");
  });

  it("T16 Host and absolute targets decide nothing and are not repeated", async () => {
    const body = JSON.stringify(EVENT);
    const head = front.head("store", `Content-Length: ${body.length}`, "Connection: close");
    for (const target of [`http://evil.example/api/`, `HTTPS://${MARK}:99/api/`, "/api/"]) {
      const raw = head.replace("/api/", target).replace("Host: x", `Host: ${MARK}`);
      const answer = await front.exchange(`${raw}\r\n${body}`);
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).not.toMatch(new RegExp(`evil|${MARK}`));
    }
    expect((await front.stored()).length).toBe(3);
  });

  it.each(["https://shop.example.com", "null", "file://", "https://evil.example"])(
    "T17 a page of %s may send and read the answer (every origin may: there is no list of allowed ones yet)",
    async (origin) => {
      const preflight = await front.ask(`/api/${front.project.id}/envelope/`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect(preflight.headers).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "POST",
        "access-control-max-age": "3600",
      });
      const answers = [await front.envelope(ENVELOPE, { origin }), await front.envelope("[]", { origin })];
      for (const { headers } of answers) {
        expect(headers["access-control-allow-origin"]).toBe("*");
        expect(headers["access-control-allow-credentials"]).toBeUndefined();
        expect(headers["access-control-expose-headers"]).toBe(
          "x-sentry-error, x-sentry-rate-limits, retry-after",
        );
      }
      expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    },
  );

  it.each([
    ["a file with sendBeacon", { origin: "null", "content-type": "text/plain;charset=UTF-8" }],
    ["no content type", {}],
    ["a content type that lies", { "content-type": "multipart/form-data; boundary=x" }],
  ])("T18 %s: taken", async (_, headers) => {
    expect((await front.envelope(ENVELOPE, headers as Record<string, string>)).json).toEqual({ id: ID });
    const { event_id: _id, ...rest } = { ...EVENT, event_id: ID };
    expect((await front.store(rest, headers as Record<string, string>)).status).toBe(200);
  });
});

it("T15 as many proxies are believed as were named", async () => {
  await front.close();
  front = await openHostileFront({ trustedProxies: 1 });
  await front.store(
    { ...EVENT, user: { ip_address: "{{auto}}" } },
    { "x-forwarded-for": "203.0.113.9, 198.51.100.7" },
  );
  expect((await front.stored())[0]?.user?.ip_address).toBe("198.51.100.7");
  for (const [index, lie] of [MARK, "", ", ,", "1".repeat(5_000)].entries()) {
    expect(
      (await front.store({ ...EVENT, user: { ip_address: "{{auto}}" } }, { "x-forwarded-for": lie })).status,
    ).toBe(200);
    expect((await front.stored())[index + 1]?.user?.ip_address).toBe(
      lie === "" || lie === ", ," ? "127.0.0.1" : undefined,
    );
  }
});
