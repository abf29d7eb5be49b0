import { LogEngineError, type LogEngineFailure } from "./engine";

/** What DuckDB's messages begin with, and what that means for whoever asked. */
const meanings: readonly [prefix: string, code: LogEngineFailure][] = [
  ["Out of Memory", "memory"],
  ["OutOfMemory", "memory"],
  ["IO Error", "damaged"],
  ["Permission Error", "damaged"],
  ["Serialization Error", "damaged"],
  ["TProtocolException", "damaged"],
];

const sentences: Record<LogEngineFailure, string> = {
  timeout: "The search took too long and was stopped. Ask for a shorter time or fewer lines.",
  memory: "The search needs more memory than it may use. Group by fewer values, or ask for a shorter time.",
  busy: "Too many searches run at once. Try again in a moment.",
  cancelled: "The search was cancelled.",
  invalid: "The search could not be run.",
  damaged: "A file of logs cannot be read.",
  unavailable: "The log engine is not running.",
  unread: "Some of these logs could not be read.",
  stale: "Files of these logs were just made one. Try again.",
};

/** The sentence for a failure. */
export function failureOf(code: LogEngineFailure, detail = ""): LogEngineError {
  return new LogEngineError(code, detail ? `${sentences[code]} (${detail})` : sentences[code]);
}

/** Makes a LogEngineError of what DuckDB threw. Its text, which may quote values of lines, stays the cause. */
export function explainFailure(error: unknown): LogEngineError {
  if (error instanceof LogEngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [, code] = meanings.find(([prefix]) => message.startsWith(prefix)) ?? [];
  const found =
    code ??
    (/magic bytes|footer length|corrupt|failed to (read|decompress)/i.test(message) ? "damaged" : "invalid");
  const first = message.split("\n", 1)[0] ?? "";
  const detail = found === "invalid" ? first.slice(0, 300) : "";
  return Object.assign(failureOf(found, detail), { cause: error });
}
