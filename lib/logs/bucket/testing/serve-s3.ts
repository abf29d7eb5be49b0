import { createHash, createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BucketSettings } from "@/lib/logs/bucket/settings";

/** A status, no answer at all, or nothing. */
type Refusal = number | "hang" | null;

/** What is wrong with the server; each is asked for every request. */
export interface S3Faults {
  /** Answers with this status instead, or does nothing with the request at all. */
  refuse?: (request: { method: string; name: string }) => Refusal | Promise<Refusal>;
  /** Objects are cut in the middle while they are sent. */
  cuts?: (name: string) => boolean;
}

export interface S3Replay {
  settings: BucketSettings;
  /** What is stored, by its whole name. */
  objects: Map<string, { body: Buffer; modifiedAt: Date }>;
  faults: S3Faults;
  /** What was asked, such as `PUT logs/1/2026-11-22/….parquet`. */
  asked: string[];
  /** Nobody listens at its port any more, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const KEY = { id: "AKIDTEST", secret: "secret/with+signs" };
const REGION = "eu-test-1";
const PAGE = 3;

/**
 * A replay of an S3 server for tests: one bucket in memory. It computes signatures and checksums by itself and refuses those that
 * differ, as AWS documents it (Signature Version 4, ListObjectsV2).
 */
export async function serveS3(prefix = "logs/"): Promise<S3Replay> {
  const bucket = "test-bucket";
  const state: { server: Server | undefined; port: number } = { server: undefined, port: 0 };
  const replay: S3Replay = {
    settings: {
      bucket,
      prefix,
      origin: new URL("http://127.0.0.1"),
      region: REGION,
      accessKeyId: KEY.id,
      secretAccessKey: KEY.secret,
      isPathStyle: true,
      cacheBytes: 1_073_741_824,
    },
    objects: new Map(),
    faults: {},
    asked: [],
    async start() {
      const server = createServer((request, response) => {
        handle(request, response).catch((error: Error) => response.destroy(error));
      });
      server.listen(state.port, "127.0.0.1");
      await once(server, "listening");
      state.server = server;
      state.port = (server.address() as AddressInfo).port;
      replay.settings.origin = new URL(`http://127.0.0.1:${state.port}`);
    },
    async stop() {
      const { server } = state;
      state.server = undefined;
      if (!server) return;
      const ended = once(server, "close");
      server.close();
      server.closeAllConnections();
      await ended;
    },
  };
  await replay.start();
  return replay;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, first = "", ...rest] = decodeURIComponent(url.pathname).split("/");
    const name = rest.join("/");
    const method = request.method ?? "";
    replay.asked.push(`${method} ${name}`);
    const fault = (await replay.faults.refuse?.({ method, name })) ?? null;
    if (fault === "hang") return;
    const body = await readAll(request);
    if (fault !== null) return refuse(response, fault, fault === 503 ? "SlowDown" : "InternalError");
    if (first !== bucket) return refuse(response, 404, "NoSuchBucket");
    if (!isSigned(request, url)) return refuse(response, 403, "SignatureDoesNotMatch");
    if (createHash("sha256").update(body).digest("hex") !== request.headers["x-amz-content-sha256"])
      return refuse(response, 400, "XAmzContentSHA256Mismatch");
    if (method === "GET" && name === "") return list(url, response);
    if (method === "PUT") {
      if (Number(request.headers["content-length"]) !== body.length)
        return refuse(response, 400, "IncompleteBody");
      replay.objects.set(name, { body, modifiedAt: new Date() });
      response.writeHead(200, { etag: `"${createHash("md5").update(body).digest("hex")}"` }).end();
      return;
    }
    if (method === "DELETE") {
      replay.objects.delete(name);
      response.writeHead(204).end();
      return;
    }
    const object = replay.objects.get(name);
    if (!object) return refuse(response, 404, "NoSuchKey");
    response.writeHead(200, { "content-length": object.body.length });
    if (!replay.faults.cuts?.(name)) return void response.end(object.body);
    response.write(object.body.subarray(0, object.body.length >> 1), () => response.destroy());
  }

  function list(url: URL, response: ServerResponse): void {
    const wanted = url.searchParams.get("prefix") ?? "";
    const after = url.searchParams.get("continuation-token") ?? "";
    const names = [...replay.objects.keys()]
      .filter((name) => name.startsWith(wanted) && name > after)
      .toSorted();
    const page = names.slice(0, PAGE);
    const contents = page.map((name) => {
      const { modifiedAt, body } = replay.objects.get(name) ?? { modifiedAt: new Date(), body: "" };
      return `<Contents><Key>${name}</Key><LastModified>${modifiedAt.toISOString()}</LastModified><Size>${body.length}</Size></Contents>`;
    });
    const next =
      names.length > PAGE
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
        : "<IsTruncated>false</IsTruncated>";
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(`<?xml version="1.0"?><ListBucketResult>${next}${contents.join("")}</ListBucketResult>`);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(
    `<Error><Code>${code}</Code><Message>no</Message><RequestId>${randomUUID()}</RequestId></Error>`,
  );
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** Signature Version 4 of the request, computed anew from what arrived. */
function isSigned(request: IncomingMessage, url: URL): boolean {
  const { authorization = "" } = request.headers;
  const part = (name: string) => authorization.split(`${name}=`)[1]?.split(",")[0] ?? "";
  const signed = part("SignedHeaders");
  const [id, day = "", region = ""] = part("Credential").split("/");
  if (id !== KEY.id || region !== REGION || !signed.split(";").includes("host")) return false;
  const time = String(request.headers["x-amz-date"]);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join("&");
  const headers = signed.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    url.pathname,
    query,
    headers.join(""),
    signed,
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, createHash("sha256").update(canonical).digest("hex")].join(
    "\n",
  );
  let key: Buffer | string = `AWS4${KEY.secret}`;
  for (const word of [day, region, "s3", "aws4_request"])
    key = createHmac("sha256", key).update(word).digest();
  return createHmac("sha256", key).update(text).digest("hex") === part("Signature");
}
