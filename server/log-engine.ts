import { setPriority } from "node:os";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { moveFiles } from "@/lib/logs/bucket/move-files";
import { logBucket } from "@/lib/logs/bucket/use-bucket";
import { openEngine } from "@/lib/logs/engine/open-engine";
import { serveEngine } from "@/lib/logs/engine/serve-engine";
import type { UpkeepTask } from "@/lib/logs/engine/upkeep";
import { compact } from "@/lib/logs/store/compact";
import { seal } from "@/lib/logs/store/seal";
import { sweepLogs } from "@/lib/logs/store/sweep-logs";

// The log engine, in a process of its own: `node log-engine.mjs <socket> <log folder>`. It lives and dies with
// the process that started it, through the channel between them; signals are for that one to hear.
const [address = "", folder = ""] = process.argv.slice(2);
const tasks = { seal, compact, sweep: sweepLogs, move: moveFiles };
/** Queries, seal and compaction hold one each. */
const CONNECTIONS = 8;
const GRACE_MS = 5_000;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("disconnect", () => void stop());
try {
  // Pages and ingest go first.
  setPriority(5);
} catch {
  // Not everywhere may one say so; then all are equal.
}
usePool(openPool(env().DATABASE_URL ?? "", CONNECTIONS));
const engine = await openEngine({
  folder,
  onStuck: () => leave("a query could not be stopped"),
  onMissing: (text) => process.stderr.write(`Log engine: ${text}\n`),
});
const server = await serveEngine(address, {
  engine,
  async upkeep(task: UpkeepTask, signal) {
    // Nothing is written in vain while the bucket is away; what is too old goes nevertheless.
    if (task !== "sweep") await logBucket()?.ready();
    return tasks[task]({ folder, signal });
  },
});
process.send?.("ready");

/** The one who started us starts another one. */
function leave(why: string): void {
  process.stderr.write(`Log engine: ${why}; it starts again\n`);
  process.exit(1);
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(), GRACE_MS).unref();
  await server.close();
  await engine.close();
  await closePool();
  process.exit();
}
