import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFront } from "./front";

let web: Server;
let front: { close(): Promise<void> };
let port = 0;
let seen: { url?: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeEach(async () => {
  seen = [];
  web = createServer(async (incoming, response) => {
    seen.push({ url: incoming.url, headers: incoming.headers, body: await text(incoming) });
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.end("from web");
  }).listen(0, "127.0.0.1");
  await once(web, "listening");
  await open();
});

afterEach(async () => {
  await front.close();
  web.close();
});

async function open(trustedProxies = 0): Promise<void> {
  await front?.close();
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  port = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, "close");
  front = await startFront({
    port,
    host: "127.0.0.1",
    web: { host: "127.0.0.1", port: (web.address() as AddressInfo).port },
    trustedProxies,
  });
}

async function ask(
  path: string,
  headers: Record<string, string> = {},
  body = "",
): Promise<{ status?: number; headers: IncomingHttpHeaders; text: string }> {
  const asking = request({ port, host: "127.0.0.1", path, method: body ? "POST" : "GET", headers });
  asking.end(body);
  const [answer] = await once(asking, "response");
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
}

describe("the front", () => {
  it("passes what is not ingest on to the web role, body and cookies included", async () => {
    const answer = await ask("/issues?query=a%20b", { "content-type": "text/plain" }, "hello");
    expect([answer.status, answer.text, answer.headers["set-cookie"]]).toEqual([
      200,
      "from web",
      ["a=1", "b=2"],
    ]);
    expect(seen[0]).toMatchObject({ url: "/issues?query=a%20b", body: "hello" });
  });

  it("answers ingest itself", async () => {
    const answer = await ask("/api/1/envelope/", {}, "{}");
    expect([answer.status, seen.length]).toEqual([401, 0]);
  });

  it("takes away the headers with which Next talks to itself, and upgrades", async () => {
    await ask("/", {
      "x-middleware-subrequest": "middleware:middleware",
      "x-invoke-path": "/admin",
      "x-nextjs-data": "1",
      "x-matched-path": "/admin",
      connection: "upgrade",
      upgrade: "websocket",
      accept: "text/html",
    });
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual([
      "accept",
      "connection",
      "host",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
    ]);
    expect(seen[0]?.headers.connection).not.toContain("upgrade");
  });

  it("believes no client about its address or scheme", async () => {
    await ask("/", {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
    });
    expect(seen[0]?.headers).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-host": `127.0.0.1:${port}`,
    });
  });

  it("believes as many proxies as it was told of", async () => {
    await open(1);
    await ask("/", {
      "x-forwarded-for": "203.0.113.9, 198.51.100.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "errors.example.com",
    });
    expect(seen[0]?.headers).toMatchObject({
      "x-forwarded-for": "198.51.100.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "errors.example.com",
    });
  });

  it("says so when the web role is away, and comes back with it", async () => {
    const { port: webPort } = web.address() as AddressInfo;
    web.closeAllConnections();
    web.close();
    await once(web, "close");
    const away = await ask("/issues");
    expect([away.status, away.headers["retry-after"]]).toEqual([503, "2"]);
    web.listen(webPort, "127.0.0.1");
    await once(web, "listening");
    expect((await ask("/issues")).status).toBe(200);
  });

  it.each([
    [
      "two lengths",
      "POST /api/1/store/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    ],
    [
      "a length and a transfer encoding",
      "POST /api/1/store/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a broken header", "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n"],
    ["a header beyond 16 KiB", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(20_000)}\r\n\r\n`],
  ])("refuses %s", async (_, raw) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(raw);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 4(00|31) /);
  });

  it("outlives a request that names no host", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /issues HTTP/1.0\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [^]*from web/);
    expect(seen[0]?.headers["x-forwarded-host"]).toBeUndefined();
  });

  it.each([
    ["http://evil.example/issues?a=1", "/issues?a=1"],
    ["http://evil.example", "/"],
  ])("takes of the target %s the path alone", async (target, path) => {
    expect((await ask(target)).status).toBe(200);
    expect(seen[0]?.url).toBe(path);
  });

  it("answers ingest at an absolute target, and nothing at no path", async () => {
    expect((await ask("HTTP://evil.example/api/1/envelope/", {}, "{}")).status).toBe(401);
    const socket = connect(port, "127.0.0.1");
    socket.write("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect(seen).toEqual([]);
  });

  it("refuses TRACE", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 405 /);
    expect(seen).toEqual([]);
  });

  it.each([
    ["/api/1/store/", 401],
    ["/refuses-uploads", 413],
  ])("answers before the body is there, and reads the rest away: %s", async (path, status) => {
    web.removeAllListeners("request").on("request", (_, response) => response.writeHead(413).end());
    const socket = connect(port, "127.0.0.1");
    const length = 8 * 1024 * 1024;
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length + 1}\r\n\r\n.`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toContain(`HTTP/1.1 ${status} `);
    // More than the buffers between us hold: the next answer comes only when the front has read all of it.
    socket.write(Buffer.alloc(length));
    socket.write(
      "POST /api/1/store/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
    );
    expect(await text(socket)).toMatch(/HTTP\/1\.1 401 /);
  });
});
