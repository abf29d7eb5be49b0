import { createReadStream } from "node:fs";
import { type Agent, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import { BucketError } from "./bucket-error";
import { type BucketSettings, nameBucket } from "./settings";

/** What is sent: a file of the disk, or a short text. `sha256` is hex; the server refuses a body that differs. */
export type BucketBody = { path: string; bytes: number; sha256: string } | { text: string; sha256: string };

export interface BucketRequest {
  method: "GET" | "HEAD" | "PUT" | "DELETE";
  /** The object's name without the prefix; null for the bucket itself. */
  key: string | null;
  query?: Record<string, string>;
  body?: BucketBody;
  signal: AbortSignal;
  /** How long nothing may come or go. */
  silenceMs: number;
}

const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const LONGEST_ERROR = 16_384;

/**
 * Signs a request (AWS Signature Version 4), sends it once and gives the answer's head; its body is to be read by the caller.
 * Throws BucketError for anything but success: `away` when the same may work later.
 */
export async function sendRequest(
  settings: BucketSettings,
  agent: Agent,
  { method, key, query = {}, body, signal, silenceMs }: BucketRequest,
): Promise<IncomingMessage> {
  const url = addressOf(settings, key);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { accessKeyId, secretAccessKey, sessionToken, region } = settings;
  const signed = await new AwsV4Signer({
    method,
    url: url.href,
    service: "s3",
    region,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    headers: { "x-amz-content-sha256": body?.sha256 ?? EMPTY },
  }).sign();
  const length = !body ? 0 : "text" in body ? Buffer.byteLength(body.text) : body.bytes;
  const headers = {
    ...Object.fromEntries(signed.headers),
    ...(method === "PUT" && { "content-length": length }),
  };
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = send(signed.url, { method, agent, headers, signal, timeout: silenceMs }, resolve);
      sent.on("timeout", () => sent.destroy(new Error(`nothing came for ${Math.round(silenceMs / 1000)} s`)));
      sent.on("error", reject);
      // A body that is cut short by its own file must not hang; what the server says about it comes as an answer.
      if (body && "path" in body) pipeline(createReadStream(body.path), sent).catch(reject);
      else sent.end(body?.text);
    });
    if ((response.statusCode ?? 0) >= 200 && (response.statusCode ?? 0) < 300) return response;
    throw await explainStatus(settings, response);
  } catch (error) {
    if (error instanceof BucketError) throw error;
    throw new BucketError("away", `The bucket ${nameBucket(settings)} does not answer: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

function addressOf({ origin, bucket, prefix, isPathStyle }: BucketSettings, key: string | null): URL {
  const url = new URL(origin);
  if (!isPathStyle) url.hostname = `${bucket}.${origin.hostname}`;
  const folder = origin.pathname.replace(/\/$/, "");
  const name = key === null ? "" : prefix + key;
  url.pathname = isPathStyle ? `${folder}/${bucket}/${name}` : `${folder}/${name}`;
  return url;
}

/** What stands behind a failure of the network, without addresses that the sentence has already. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "it took too long";
  // Node tries several addresses and gathers their failures under an empty message.
  const first = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  return (first ?? error).message || (error as NodeJS.ErrnoException).code || "unknown";
}

async function explainStatus(settings: BucketSettings, response: IncomingMessage): Promise<BucketError> {
  const status = response.statusCode ?? 0;
  const text = await readText(response).catch(() => "");
  const code = between(text, "<Code>", "</Code>");
  const where = `The bucket ${nameBucket(settings)}`;
  const said = `${status}${code ? ` ${code}` : ""}`;
  if (status >= 500 || status === 429 || code === "RequestTimeout" || code === "SlowDown")
    return new BucketError("away", `${where} does not answer as it should: ${said}.`);
  if (code === "NoSuchKey") return new BucketError("missing", `${where} has no such object.`);
  const region = response.headers["x-amz-bucket-region"];
  return new BucketError(
    "refused",
    `${where} refuses: ${said}. ${adviceFor(status, code, region, settings)}`,
  );
}

function adviceFor(status: number, code: string, region: unknown, settings: BucketSettings): string {
  if (code === "NoSuchBucket") return `Make the bucket ${settings.bucket}, or correct JACKDAW_LOGS_BUCKET.`;
  if (status === 301 || status === 307 || code === "AuthorizationHeaderMalformed")
    return typeof region === "string" && /^[a-z0-9-]+$/.test(region)
      ? `It lies in ${region}: set AWS_REGION to that.`
      : "It lies elsewhere: correct AWS_REGION or JACKDAW_S3_ENDPOINT.";
  if (code === "RequestTimeTooSkewed") return "The clock of this machine is wrong.";
  if (code === "InvalidAccessKeyId" || code === "SignatureDoesNotMatch")
    return "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
  if (status === 403)
    return "The key must be allowed to list the bucket, and to get, put and delete objects under its prefix.";
  return "Check JACKDAW_LOGS_BUCKET, JACKDAW_S3_ENDPOINT and JACKDAW_S3_PATH_STYLE.";
}

/** A short answer as text; what goes on after that is not read. */
export async function readText(response: IncomingMessage, longest = LONGEST_ERROR): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > longest) break;
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What stands between two marks first, from `start` on; empty when they are not there. */
export function between(text: string, open: string, close: string, start = 0): string {
  const from = text.indexOf(open, start);
  if (from < 0) return "";
  const to = text.indexOf(close, from + open.length);
  return to < 0 ? "" : text.slice(from + open.length, to);
}
