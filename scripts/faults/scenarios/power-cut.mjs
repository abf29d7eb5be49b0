import { openLedger } from "../ledger.mjs";
import { sendLoad } from "../send.mjs";
import { cutPower } from "../spool.mjs";

const EVENTS = 500;

/**
 * The power fails while Postgres is away and events are on the front's disk. A killed process loses nothing that it
 * wrote, as the system still has it; so the spool is cut back to what the server had synced, by the calls it made.
 */
export async function powerCut({ openFront, openProject, audit, postgres, dataFolder, syncLog }) {
  const front = await openFront({ recordsSyncs: true });
  const project = await openProject();
  const ledger = openLedger();
  const load = sendLoad({ project, front, ledger });
  await ledger.further(EVENTS);
  await postgres.stop();
  await ledger.further(EVENTS);
  await front.kill();
  const stopping = load.stop();
  const gone = cutPower(dataFolder, syncLog);
  await postgres.resume();
  await front.restart();
  await stopping;
  const note = `${gone} bytes were not synced`;
  return { kills: 1, note, ...(await audit({ project, ledger })) };
}
