import { setTimeout as sleep } from "node:timers/promises";
import { openLedger } from "../ledger.mjs";
import { sendLoad } from "../send.mjs";

const PER_SECOND = 200;

/** Postgres is stopped for a while at 200 events a second: everybody gets a 200, and everything is stored afterwards. */
export async function postgresAway({ openFront, openProject, audit, postgres, seconds }) {
  const front = await openFront();
  const project = await openProject();
  const ledger = openLedger();
  const load = sendLoad({ project, front, ledger, perSecond: PER_SECOND });
  await ledger.further(PER_SECOND);
  await postgres.stop();
  const before = ledger.acked.size;
  // So long at least, and until the disk has served as many as come in that time.
  await Promise.all([sleep(seconds * 1000), ledger.further(PER_SECOND * seconds * 0.9)]);
  const during = ledger.acked.size - before;
  await postgres.resume();
  await ledger.further(PER_SECOND);
  await load.stop();
  const note = `${during} acknowledged without Postgres, slowest answer ${ledger.slowestMs.toFixed(0)} ms`;
  return { kills: 0, note, ...(await audit({ project, ledger, expectsOnly200: true })) };
}
