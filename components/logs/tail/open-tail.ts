import { ApiError } from "@/components/layout/fetch-json";
import type { TailEvents } from "@/lib/logs/tail/schemas";
import { EventReader } from "./read-events";

/** Waits between tries to come back. */
const WAITS_MS = [500, 1_000, 2_000, 5_000] as const;

/** How a tail stands: news arrive, or why they do not. `ended` says it in a sentence and stays. */
export type TailState =
  | { kind: "connecting" | "live" | "lost" | "waiting" }
  | { kind: "ended"; message: string };

export interface TailListener {
  state: (state: TailState) => void;
  lines: (news: TailEvents["lines"]) => void;
}

const ENDS: Readonly<Record<string, string>> = {
  signed_out: "You were signed out. Sign in again to follow the logs.",
  no_projects: "There is no project any more whose lines you may see.",
};

/** Follows lines until the answer is called; comes back by itself after a connection was lost. */
export function openTail(
  input: { project: readonly string[]; query: string },
  listener: TailListener,
): () => void {
  const end = new AbortController();
  void keepOpen(input, listener, end.signal);
  return () => end.abort();
}

async function keepOpen(
  input: { project: readonly string[]; query: string },
  listener: TailListener,
  signal: AbortSignal,
): Promise<void> {
  const params = new URLSearchParams({ query: input.query });
  if (input.project.length > 0) params.set("project", input.project.join(","));
  listener.state({ kind: "connecting" });
  for (let tries = 0; ; tries += 1) {
    try {
      const message = await readTail(`/api/v1/logs/tail?${params}`, signal, listener, () => (tries = 0));
      if (message !== null) return listener.state({ kind: "ended", message });
    } catch (error) {
      // What the server refuses it refuses again; a connection may come back.
      if (!signal.aborted && error instanceof ApiError && error.status < 500)
        return listener.state({ kind: "ended", message: error.message });
    }
    if (signal.aborted) return;
    listener.state({ kind: "waiting" });
    await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0, signal);
    if (signal.aborted) return;
  }
}

/** Reads one connection to its end: why one need not come back, or null. */
async function readTail(
  path: string,
  signal: AbortSignal,
  listener: TailListener,
  onOpen: () => void,
): Promise<string | null> {
  const response = await fetch(path, { signal, cache: "no-store", headers: { accept: "text/event-stream" } });
  if (!response.ok || response.body === null) throw await readRefusal(response);
  const events = new EventReader();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const { name, data } of events.read(decoder.decode(piece.value, { stream: true }))) {
      if (name === "lines") listener.lines(JSON.parse(data) as TailEvents["lines"]);
      else if (name === "lost") listener.state({ kind: "lost" });
      else if (name === "open") {
        onOpen();
        listener.state({ kind: "live" });
      } else if (name === "end") {
        const { reason } = JSON.parse(data) as TailEvents["end"];
        return ENDS[reason] ?? null;
      }
    }
  }
  return null;
}

async function readRefusal(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => null)) as {
    error?: { message?: string; code?: string };
  } | null;
  const message = answer?.error?.message ?? `The server answered ${response.status} without a reason.`;
  return new ApiError(message, response.status, answer?.error?.code ?? "unknown");
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
