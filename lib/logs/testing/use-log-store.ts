import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type EngineOptions, type OpenEngine, openEngine } from "@/lib/logs/engine/open-engine";
import { useEngine } from "@/lib/logs/engine/use-engine";

/**
 * A log folder and an engine inside this process for the whole file; call it after `useDatabase`. Gives both, once the tests
 * run; `engine()` gives the same engine.
 */
export function useLogStore(
  options: Partial<EngineOptions> = {},
): () => { folder: string; engine: OpenEngine } {
  let store: { folder: string; engine: OpenEngine } | undefined;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "jackdaw-logs-"));
    store = { folder, engine: await openEngine({ folder, ...options }) };
    useEngine(store.engine);
  });
  afterAll(async () => {
    useEngine(undefined);
    await store?.engine.close();
    if (store) await rm(store.folder, { recursive: true, force: true });
  });
  return () => {
    if (!store) throw new Error("The log store is there only while tests run.");
    return store;
  };
}
