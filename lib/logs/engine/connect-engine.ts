import { Agent, type IncomingMessage, request } from "node:http";
import type { UnreadPart } from "@/lib/logs/bucket/unread";
import { LogEngineError, type LogEngine, type LogQuery, type LogRow } from "./engine";
import { failureOf } from "./explain-failure";
import { socketAddress } from "./socket-address";
import type { LogUpkeep, UpkeepReport, UpkeepTask } from "./upkeep";
import { type Silence, watchSilence } from "./watch-silence";
import { packQuery, readLine } from "./wire";

/** How long the start of the engine may take. */
const WAKE_MS = 30_000;
const TRIES = 3;
/**
 * For so much longer than the time of a query the next part of its answer is waited for: a turn comes within a minute or not
 * at all, and so does what Postgres gives. Then nothing comes any more, and hanging up frees the turn.
 */
const SILENCE_MS = 150_000;
/** What it means that nobody listens: the engine was never needed, has gone to sleep, or died. */
const asleep = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"]);

/**
 * The engine behind the sockets in `folder`. It is started when it is asked and not there. Nothing is opened before the
 * first query.
 */
export function connectEngine(folder: string, silenceMs = SILENCE_MS): LogEngine & LogUpkeep {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return { run, upkeep };

  async function* run(
    query: LogQuery,
    signal?: AbortSignal,
    onUnread?: (part: UnreadPart) => void,
  ): AsyncGenerator<LogRow[]> {
    if (signal?.aborted) throw failureOf("cancelled");
    const silence = watchSilence(query.timeoutMs + silenceMs);
    const stop = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
    let response: IncomingMessage | undefined;
    try {
      response = await ask("/query", packQuery(query), stop);
      for await (const line of readLines(response, silence)) {
        const rows = readLine(line, onUnread);
        if (rows === null) return;
        if (rows.length > 0) yield rows;
      }
      throw failureOf("unavailable", "it ended while it answered");
    } catch (error) {
      if (silence.signal.aborted) throw failureOf("unavailable", "it does not answer");
      if (error instanceof LogEngineError) throw error;
      throw signal?.aborted ? failureOf("cancelled") : toUnavailable(error);
    } finally {
      silence.rest();
      // Whoever stops reading ends the query; after the last line this does nothing.
      response?.destroy();
    }
  }

  async function upkeep(task: UpkeepTask, signal?: AbortSignal): Promise<UpkeepReport> {
    const response = await ask(`/upkeep/${task}`, "", signal);
    let text = "";
    for await (const part of response.setEncoding("utf8") as AsyncIterable<string>) text += part;
    const answer = JSON.parse(text) as UpkeepReport & { message?: string };
    if (response.statusCode !== 200) throw new Error(answer.message ?? `Status ${response.statusCode}`);
    return answer;
  }

  async function ask(path: string, body: string, signal?: AbortSignal): Promise<IncomingMessage> {
    for (let tries = 1; ; tries++) {
      try {
        return await post(agent, { socketPath: socketAddress(folder, "engine"), path, signal }, body);
      } catch (error) {
        if (signal?.aborted) throw failureOf("cancelled");
        if (tries === TRIES || !asleep.has((error as NodeJS.ErrnoException).code ?? ""))
          throw toUnavailable(error);
        await wake(signal);
      }
    }
  }

  async function wake(signal?: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(WAKE_MS);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    const options = { socketPath: socketAddress(folder, "wake"), path: "/", signal: stop };
    const response = await post(undefined, options, "").catch((error: unknown) => {
      throw signal?.aborted ? failureOf("cancelled") : toUnavailable(error);
    });
    response.resume();
    if (response.statusCode !== 204) throw failureOf("unavailable", "it could not be started");
  }
}

function post(
  agent: Agent | undefined,
  options: { socketPath: string; path: string; signal?: AbortSignal | undefined },
  body: string,
): Promise<IncomingMessage> {
  const { socketPath, path, signal } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ agent, socketPath, path, method: "POST", ...(signal && { signal }) }, resolve);
    sent.on("error", reject);
    sent.end(body);
  });
}

async function* readLines(response: IncomingMessage, silence: Silence): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of response as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    // Whoever takes the lines may take their time.
    silence.rest();
    yield* lines;
    silence.wait();
  }
}

function toUnavailable(error: unknown): LogEngineError {
  if (error instanceof LogEngineError) return error;
  return Object.assign(failureOf("unavailable"), { cause: error });
}
