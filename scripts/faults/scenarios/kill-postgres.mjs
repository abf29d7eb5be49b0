import { openLedger } from "../ledger.mjs";
import { sendLoad } from "../send.mjs";

/**
 * `kill -9` of Postgres, postmaster and children, under load; its supervisor starts it again. Everybody is answered
 * 200 all the while.
 */
export async function killPostgres({ openFront, openProject, audit, postgres, times }) {
  const front = await openFront();
  const project = await openProject();
  const ledger = openLedger();
  const load = sendLoad({ project, front, ledger, connections: 16 });
  await ledger.further(100);
  for (let count = 0; count < times; count++) {
    await postgres.crash();
    await ledger.further(300);
  }
  await load.stop();
  const note = `slowest answer ${ledger.slowestMs.toFixed(0)} ms`;
  return { kills: times, note, ...(await audit({ project, ledger, expectsOnly200: true })) };
}
