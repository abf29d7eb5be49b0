import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { Agent as HttpAgent, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { finished, pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { BucketError } from "./bucket-error";
import { type ListedObject, readListing } from "./read-listing";
import { type BucketRequest, readText, reasonOf, sendRequest } from "./send-request";
import { type BucketSettings, nameBucket } from "./settings";

/** What a file must be. `sha256` is hex. */
export interface ObjectFacts {
  bytes: number;
  sha256: string;
}

export interface BucketOptions {
  /** How often a request is sent at most. */
  tries?: number;
  /** Before the second time; then twice as long each time. */
  waitMs?: number;
  /** How long a request may see nothing come or go. */
  silenceMs?: number;
  /** After a failure nothing is asked for so long, then twice as long, up to a minute. */
  restMs?: number;
}

/** The bucket of an installation; all failures are BucketErrors. Names are without the prefix. */
export interface LogBucket {
  readonly settings: BucketSettings;
  /** Puts a file there; when this returns, the server has all of it and found its checksum right. */
  putFile(name: string, path: string, facts: ObjectFacts): Promise<void>;
  putText(name: string, text: string): Promise<void>;
  /** A short object's text; null when there is none. */
  getText(name: string): Promise<string | null>;
  /** Writes an object to a new file and fsyncs it; what is not as it must be leaves none. */
  getFile(name: string, path: string, facts: ObjectFacts): Promise<void>;
  /** Removes an object; one that is not there is removed already. */
  remove(name: string): Promise<void>;
  /** All objects under the prefix, in portions, with the time of the server. */
  list(): AsyncGenerator<{ objects: ListedObject[]; now: Date }>;
  /** Throws unless the bucket answers: at once while it is known to be away, else after one short question. */
  ready(): Promise<void>;
  close(): void;
}

const LONGEST_REST_MS = 60_000;
/** Besides, bytes must flow at this rate. */
const LIMIT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 128;
const PROBE_MS = 5_000;
/** What this machine's own disk says, which no network does: asking again is no help, and it is not the bucket's fault. */
const DISK = new Set(["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EMFILE", "ENFILE", "ENOENT", "EIO"]);

/** Opens the bucket: nothing is asked yet. */
export function openBucket(settings: BucketSettings, options: BucketOptions = {}): LogBucket {
  const { tries = 4, waitMs = 250, silenceMs = 15_000, restMs = 5_000 } = options;
  const Agent = settings.origin.protocol === "https:" ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const closing = new AbortController();
  /** Since it failed: who asks again before `until` hears the same at once. */
  let rest: { until: number; ms: number; error: BucketError } | undefined;

  return {
    settings,
    putFile: (name, path, facts) =>
      ask({ method: "PUT", key: name, body: { path, ...facts } }, facts.bytes, drain),
    putText: (name, text) =>
      ask(
        { method: "PUT", key: name, body: { text, sha256: createHash("sha256").update(text).digest("hex") } },
        0,
        drain,
      ),
    getText: (name) => ask({ method: "GET", key: name }, 0, readText).catch(nullIfMissing),
    getFile: (name, path, facts) =>
      ask({ method: "GET", key: name }, facts.bytes, (response) => receive(response, path, facts)),
    remove: (name) => ask({ method: "DELETE", key: name }, 0, drain).catch(ignoreMissing),
    list,
    async ready() {
      throwWhileAway();
      const query = { "list-type": "2", prefix: settings.prefix, "max-keys": "1" };
      await ask({ method: "GET", key: null, query }, 0, drain, 1, PROBE_MS);
    },
    close() {
      closing.abort();
      agent.destroy();
    },
  };

  async function* list(): AsyncGenerator<{ objects: ListedObject[]; now: Date }> {
    let token: string | undefined;
    do {
      const query = {
        "list-type": "2",
        prefix: settings.prefix,
        ...(token !== undefined && { "continuation-token": token }),
      };
      const page = await ask({ method: "GET", key: null, query }, 0, async (response) => ({
        now: new Date(response.headers.date ?? Date.now()),
        ...readListing(await readText(response, 8_388_608), settings.prefix),
      }));
      token = page.next;
      yield page;
    } while (token !== undefined);
  }

  /** Sends a request and reads its answer, again where that may help. */
  async function ask<T>(
    request: Omit<BucketRequest, "signal" | "silenceMs">,
    bytes: number,
    read: (response: IncomingMessage) => Promise<T>,
    most = tries,
    limitMs = LIMIT_MS,
  ): Promise<T> {
    throwWhileAway();
    for (let count = 1; ; count++) {
      const limit = AbortSignal.timeout(limitMs + Math.round(bytes / SLOWEST_BYTES_PER_MS));
      const signal = AbortSignal.any([limit, closing.signal]);
      try {
        const response = await sendRequest(settings, agent, {
          ...request,
          signal,
          silenceMs: Math.min(silenceMs, limitMs),
        });
        const answer = await read(response);
        rest = undefined;
        return answer;
      } catch (error) {
        if (isOfDisk(error)) throw error;
        const failure = explain(error, limit.aborted);
        const isWorthIt = failure.failure === "away" || failure.failure === "damaged";
        if (!isWorthIt || count >= most || closing.signal.aborted) throw note(failure);
        // Not all at the same time.
        await sleep(waitMs * 2 ** (count - 1) * (0.5 + Math.random()), undefined, {
          signal: closing.signal,
        }).catch(() => {});
      }
    }
  }

  function throwWhileAway(): void {
    if (rest && performance.now() < rest.until) throw rest.error;
  }

  function note(error: BucketError): BucketError {
    if (error.failure === "away") {
      const ms = Math.min(rest ? rest.ms * 2 : restMs, LONGEST_REST_MS);
      rest = { until: performance.now() + ms, ms, error };
    } else rest = undefined;
    return error;
  }

  function explain(error: unknown, isLate: boolean): BucketError {
    if (error instanceof BucketError && !(isLate && error.failure === "away")) return error;
    const what = isLate ? "took too long" : `broke off: ${reasonOf(error)}`;
    const message = `The bucket ${nameBucket(settings)} ${what}.`;
    return new BucketError("away", message, { cause: error });
  }

  function notAsPut(): BucketError {
    const message = `The bucket ${nameBucket(settings)} holds a file that is not what was put there.`;
    return new BucketError("damaged", message);
  }

  async function receive(response: IncomingMessage, path: string, facts: ObjectFacts): Promise<void> {
    const hash = createHash("sha256");
    let bytes = 0;
    const file = createWriteStream(path, { mode: 0o600 });
    try {
      await pipeline(
        response,
        async function* count(parts: AsyncIterable<Buffer>) {
          for await (const part of parts) {
            hash.update(part);
            bytes += part.length;
            if (bytes > facts.bytes) throw notAsPut();
            yield part;
          }
        },
        file,
      );
      if (bytes !== facts.bytes || hash.digest("hex") !== facts.sha256) throw notAsPut();
      await sync(path);
    } catch (error) {
      // It may be about to open still, and would be made after it was removed.
      await new Promise<void>((resolve) => (file.closed ? resolve() : file.once("close", resolve)));
      await rm(path, { force: true });
      throw error;
    }
  }
}

/** Reads an answer to its end: only then is the connection free for the next. */
async function drain(response: IncomingMessage): Promise<void> {
  response.resume();
  await finished(response);
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function isOfDisk(error: unknown): boolean {
  const cause = error instanceof BucketError ? error.cause : error;
  return DISK.has((cause as NodeJS.ErrnoException | undefined)?.code ?? "");
}

function nullIfMissing(error: unknown): null {
  if (error instanceof BucketError && error.failure === "missing") return null;
  throw error;
}

function ignoreMissing(error: unknown): void {
  nullIfMissing(error);
}
