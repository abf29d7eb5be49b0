import { openLedger } from "../ledger.mjs";
import { sendLoad } from "../send.mjs";

/** `kill -9` of the front while it takes events, again and again on the same data folder. */
export async function killFront({ openFront, openProject, audit, times }) {
  const front = await openFront();
  const project = await openProject();
  const ledger = openLedger();
  const load = sendLoad({ project, front, ledger });
  for (let count = 0; count < times; count++) {
    // Not always at the same place of a batch.
    await ledger.further(200 + Math.random() * 300);
    await front.kill();
    await front.restart();
  }
  await ledger.further(200);
  await load.stop();
  return { kills: times, ...(await audit({ project, ledger })) };
}
