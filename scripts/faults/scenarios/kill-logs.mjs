import { setTimeout as sleep } from "node:timers/promises";
import { openLineLedger, sendLines } from "../send-lines.mjs";
import { until } from "../until.mjs";

/** A worker looks every two seconds whether something is to be sealed. */
const SEAL_MS = 2_500;

/**
 * `kill -9` of the front while it takes log lines, of the worker and its log engine while they seal them, and of Postgres.
 * Afterwards all is sealed, and each acknowledged line stands in one file once.
 */
export async function killLogs({
  openFront,
  openProject,
  openWorker,
  auditLines,
  postgres,
  times,
  seals = true,
}) {
  const front = await openFront();
  const project = await openProject();
  const ledger = openLineLedger();
  const load = sendLines({ project, front, ledger });
  // As if a minute had gone by: what is old enough is sealed at once.
  const age = () =>
    postgres.query(
      "UPDATE log_chunk SET received_at = received_at - interval '1 hour' WHERE project_id = $1",
      [project.id],
    );
  let kills = 0;
  for (let count = 0; count < times; count++) {
    const worker = seals ? await openWorker() : undefined;
    await ledger.further(40 + Math.random() * 60);
    if (seals) await age();
    // At any step of a seal, or before it.
    if (seals) await sleep(Math.random() * SEAL_MS);
    await Promise.all([front.kill(), worker?.kill()]);
    kills += worker ? 2 : 1;
    if (seals) {
      await postgres.crash();
      kills++;
    }
    await front.restart();
  }
  await ledger.further(40);
  await load.stop();
  if (seals) {
    await openWorker();
    const isSealed = async () => {
      await age();
      const [{ n }] = await postgres.query("SELECT count(*)::int AS n FROM log_chunk WHERE project_id = $1", [
        project.id,
      ]);
      return n === 0;
    };
    await until(isSealed, "all lines are sealed", 120_000);
  }
  return { kills, ...(await auditLines({ project, ledger })) };
}
