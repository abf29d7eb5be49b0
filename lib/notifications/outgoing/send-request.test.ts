import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http, { type RequestListener, type Server } from "node:http";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { OutgoingError } from "./outgoing-error";
import { type Outside, sendRequest } from "./send-request";

const servers: { server: Server; sockets: Set<Socket> }[] = [];

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener) => listen(http.createServer(listener));

afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

const local: Outside = { allowed: ["127.0.0.1", "hook.internal"] };
const post = (url: string, outside: Outside = local) =>
  sendRequest({ url, method: "POST", headers: { "content-type": "text/plain" }, body: "häh" }, outside);
const failure = (url: string, outside?: Outside) =>
  post(url, outside).then(
    () => null,
    (error: unknown) => error as OutgoingError,
  );

it("sends a body and gives the answer", async () => {
  const seen: unknown[] = [];
  const port = await serve((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      seen.push([request.method, request.url, request.headers.host, request.headers["content-length"], body]);
      response.writeHead(202, { "retry-after": "7" }).end("thanks");
    });
  });
  const answer = await post(`http://127.0.0.1:${port}/a/b?c=d`);
  expect(answer).toMatchObject({ status: 202, body: "thanks", headers: { "retry-after": "7" } });
  expect(seen).toEqual([["POST", "/a/b?c=d", `127.0.0.1:${port}`, "4", "häh"]]);
});

it("gives an answer of 500 and one that redirects, and follows nothing", async () => {
  let asked = 0;
  const port = await serve((request, response) => {
    asked++;
    if (request.url === "/500") response.writeHead(500).end("no");
    else response.writeHead(307, { location: "/again" }).end();
  });
  expect(await post(`http://127.0.0.1:${port}/500`)).toMatchObject({ status: 500, body: "no" });
  expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 307 });
  expect(asked).toBe(2);
});

it("gives up on what hangs, before and after it answered", async () => {
  const port = await serve((request, response) => {
    if (request.url === "/begun") response.writeHead(200).write("be");
  });
  const error = await failure(`http://127.0.0.1:${port}/`, { ...local, timeoutMs: 50 });
  expect(error).toBeInstanceOf(OutgoingError);
  expect(error).toMatchObject({
    isPermanent: false,
    message: expect.stringContaining("did not answer within"),
  });
  // The status came: the other side has the message.
  expect(await post(`http://127.0.0.1:${port}/begun`, { ...local, timeoutMs: 2_000 })).toMatchObject({
    status: 200,
    body: "be",
  });
});

it("gives up on a resolver that hangs", async () => {
  const never = new Promise<never>(() => undefined);
  const error = await failure("https://slow.example", { allowed: [], timeoutMs: 20, resolve: () => never });
  expect(error?.message).toContain("did not answer within");
});

it("reads 64 KiB of an endless answer, and hangs up", async () => {
  let hasEnded: () => void;
  const ended = new Promise<void>((resolve) => (hasEnded = resolve));
  const port = await serve((_request, response) => {
    const pump = () => {
      while (response.write("x".repeat(8192)));
    };
    response.on("drain", pump).on("close", () => hasEnded());
    response.writeHead(200);
    pump();
  });
  const { status, body } = await post(`http://127.0.0.1:${port}/`);
  expect([status, body.length]).toEqual([200, 65_536]);
  await ended;
});

it("says what happened when the connection is closed or refused", async () => {
  const port = await serve((request) => request.socket.destroy());
  expect(await failure(`http://127.0.0.1:${port}/`)).toMatchObject({
    isPermanent: false,
    message: "127.0.0.1 could not be asked: the connection was closed.",
  });
  const free = await serve(() => undefined);
  await new Promise((resolve) => servers.pop()?.server.close(resolve));
  expect(await failure(`http://127.0.0.1:${free}/`)).toMatchObject({
    isPermanent: false,
    message: "127.0.0.1 could not be asked: the connection was refused.",
  });
});

it("refuses what no header can hold, once and for all", async () => {
  const port = await serve((_request, response) => response.end());
  for (const value of ["GenieKey ключ", "a\r\nb: c"]) {
    const headers = { authorization: value };
    const asked = sendRequest({ url: `http://127.0.0.1:${port}/`, method: "POST", headers, body: "" }, local);
    await expect(asked).rejects.toMatchObject({
      isPermanent: true,
      message: expect.stringContaining("authorization"),
    });
  }
});

it("resolves a name once, and connects to what it looked at", async () => {
  const port = await serve((request, response) => response.end(request.headers.host));
  let asked = 0;
  const resolve = async () => {
    asked++;
    return [{ address: asked === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
  };
  const answer = await post(`http://hook.internal:${port}/`, { ...local, resolve });
  expect([answer.body, asked]).toEqual([`hook.internal:${port}`, 1]);
});

it("refuses a name that has one private address among public ones", async () => {
  const error = await failure("https://rebound.example/", {
    allowed: [],
    resolve: async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "::ffff:169.254.169.254", family: 6 },
    ],
  });
  expect(error).toMatchObject({
    isPermanent: true,
    message: expect.stringContaining("not on the public internet"),
  });
});

it.each([
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://127.1/",
  "https://①②⑦.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:7f00:1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://192.0.0.192/",
  "https://0/",
])("refuses %s", async (url) => {
  expect(await failure(url, { allowed: [] })).toMatchObject({ isPermanent: true });
});

it.each([
  ["http://example.com/", "without encryption"],
  ["ftp://example.com/", "begin with https"],
  ["https://user:pass@example.com/", "user or a password"],
  ["https://example.com:25/", "Port 25"],
  ["nonsense", "no address"],
])("refuses %s", async (url, reason) => {
  const error = await failure(url, {
    allowed: ["other.internal", "example.com:8080"],
    resolve: () => Promise.reject(new Error("It was asked")),
  });
  expect(error).toMatchObject({ isPermanent: true, message: expect.stringContaining(reason) });
});

it("takes a name without an address for an outage", async () => {
  const error = await failure("https://gone.example/", {
    allowed: [],
    resolve: () => Promise.reject(new Error("ENOTFOUND")),
  });
  expect(error).toMatchObject({ isPermanent: false, message: "The name gone.example was not found." });
});

const resolveHere = async () => [{ address: "127.0.0.1", family: 4 }];

it("says its own name to the server's certificate, and trusts no other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jackdaw-tls-"));
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const what = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split(" ");
  const name = ["-subj", "/CN=hook.internal", "-addext", "subjectAltName=DNS:hook.internal"];
  execFileSync("openssl", [...what, ...name, "-keyout", keyFile, "-out", certFile], { stdio: "ignore" });
  const [key, cert] = [readFileSync(keyFile), readFileSync(certFile, "utf8")];
  rmSync(folder, { recursive: true });
  const names: unknown[] = [];
  const server = https.createServer({ key, cert }, (_request, response) => response.end("ok"));
  server.on("secureConnection", (socket) => names.push(socket.servername));
  const port = await listen(server);
  const url = `https://hook.internal:${port}/`;
  expect(await post(url, { ...local, resolve: resolveHere, ca: cert })).toMatchObject({
    status: 200,
    body: "ok",
  });
  expect(names).toEqual(["hook.internal"]);
  expect(await failure(url, { ...local, resolve: resolveHere })).toMatchObject({
    isPermanent: false,
    message: expect.stringContaining("self-signed certificate"),
  });
  const other = { allowed: ["other.internal"], resolve: resolveHere, ca: cert };
  expect(await failure(`https://other.internal:${port}/`, other)).toMatchObject({
    message: expect.stringContaining("other.internal"),
  });
});
