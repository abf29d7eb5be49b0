import { lookup } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./is-public-address";
import { OutgoingError } from "./outgoing-error";
import { readTarget, type Target } from "./read-target";

const TIMEOUT_MS = 5_000;
const ANSWER_BYTES = 64 * 1024;

export type OutgoingRequest = {
  url: string;
  method: "POST" | "GET";
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type OutgoingAnswer = {
  status: number;
  /** As it came, one of a kind. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The first 64 KiB, as far as they came in time. */
  body: string;
};

type Address = { address: string; family: number };

export type Outside = {
  /** Hosts that may be private: JACKDAW_PRIVATE_HOSTS. */
  allowed: readonly string[];
  resolve?: (host: string) => Promise<readonly Address[]>;
  timeoutMs?: number;
  /** Certificates to trust besides those that everybody does, PEM. */
  ca?: string;
};

/**
 * Sends a request to an address that people gave. The name is resolved once, every address that it has must be public, and
 * the connection goes to these; no redirect is followed; all of it has 5 s, and 64 KiB of the answer are read. An answer that
 * began is given even if it does not end in time.
 * @throws OutgoingError
 */
export async function sendRequest(request: OutgoingRequest, outside: Outside): Promise<OutgoingAnswer> {
  const target = readTarget(request.url, outside.allowed);
  const { timeoutMs = TIMEOUT_MS } = outside;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new OutgoingError(`${target.host} did not answer within ${timeoutMs / 1000} s.`, false);
      stop.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    const addresses = await Promise.race([findAddresses(target, outside), late]);
    checkHeaders(request.headers);
    const response = await Promise.race([ask(request, target, addresses, outside.ca, stop.signal), late]);
    const body = await readSome(response, stop.signal);
    return { status: response.statusCode ?? 0, headers: flatten(response), body };
  } finally {
    clearTimeout(timer);
    // Whatever is still coming is not read.
    stop.abort();
  }
}

/** @throws OutgoingError for a key of which no header can be made: asking again would meet the same */
function checkHeaders(headers: OutgoingRequest["headers"]): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      http.validateHeaderValue(name, value);
    } catch (error) {
      throw new OutgoingError(`The ${name} holds characters that no request can have.`, true, {
        cause: error,
      });
    }
  }
}

/** @throws OutgoingError when one of them is not public */
async function findAddresses({ host, isAllowed }: Target, { resolve }: Outside): Promise<readonly Address[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await find(host, resolve) : [{ address: host, family }];
  const hidden = isAllowed ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
  if (hidden) {
    throw new OutgoingError(
      `${host} is not on the public internet (${hidden.address}). Have the server's JACKDAW_PRIVATE_HOSTS name it if it may be asked.`,
      true,
    );
  }
  return addresses;
}

async function find(host: string, resolve: Outside["resolve"]): Promise<readonly Address[]> {
  const addresses = await (resolve ? resolve(host) : lookup(host, { all: true })).catch((error: unknown) => {
    throw new OutgoingError(`The name ${host} was not found.`, false, { cause: error });
  });
  if (addresses.length === 0) throw new OutgoingError(`The name ${host} has no address.`, false);
  return addresses;
}

function ask(
  { method, headers, body }: OutgoingRequest,
  { url, host, port }: Target,
  addresses: readonly Address[],
  ca: string | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    request(
      {
        method,
        host,
        port,
        path: url.pathname + url.search,
        headers: { "user-agent": "Jackdaw", ...headers, "content-length": Buffer.byteLength(body) },
        // A connection of its own, to what was looked at: nobody resolves the name again.
        agent: false,
        lookup: pinned(addresses),
        servername: isIP(host) === 0 ? host : "",
        ca,
        signal,
      },
      resolve,
    )
      .on("error", (error: NodeJS.ErrnoException) =>
        reject(new OutgoingError(`${host} could not be asked: ${reasonOf(error)}.`, false, { cause: error })),
      )
      .end(body);
  });
}

function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  };
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "ECONNRESET" || code === "EPIPE") return "the connection was closed";
  return message === "" ? (code ?? "no reason is known") : message;
}

/** What came before it was too much, too late or cut off. */
async function readSome(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size >= ANSWER_BYTES || signal.aborted) break;
    }
  } catch {
    // The status is what counts, and it is here.
  }
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString("utf8");
}

function flatten({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
