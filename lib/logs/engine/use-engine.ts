import { env } from "@/lib/env";
import { connectEngine } from "./connect-engine";
import { type LogEngine, LogEngineError } from "./engine";

// The server bundle and Next hold separate instances of this module in development; one engine serves both.
const holder = globalThis as typeof globalThis & { jackdawLogEngine?: LogEngine };

/** The engine that this process asks: the one that `useEngine` gave, else the one of `JACKDAW_LOG_ENGINE`. */
export function engine(): LogEngine {
  if (!holder.jackdawLogEngine) {
    const folder = env().JACKDAW_LOG_ENGINE;
    if (!folder) throw new LogEngineError("unavailable", "This process has no log engine.");
    holder.jackdawLogEngine = connectEngine(folder);
  }
  return holder.jackdawLogEngine;
}

/** Makes `engine()` answer with this one: for tests and for the server. */
export function useEngine(given: LogEngine | undefined): void {
  holder.jackdawLogEngine = given;
}
