import { openLedger } from "../ledger.mjs";
import { openSender } from "../send.mjs";

const KINDS = 1_000;
const AT_ONCE = 40;

/**
 * Two front processes get the same 1,000 first events at once: one issue each. Half of the pairs share their event id
 * too, as a resent event does, and are stored once.
 */
export async function twoFronts({ openFront, openProject, audit, postgres }) {
  const fronts = [await openFront(), await openFront()];
  const project = await openProject();
  const ledger = openLedger();
  const senders = fronts.map(() => openSender(project, AT_ONCE));
  const pairs = Array.from({ length: KINDS }, (_, kind) => {
    const id = ledger.add();
    if (kind % 2 === 0) return [id, ledger.add()];
    ledger.repeats++;
    return [id, id];
  });
  const left = [...pairs.entries()];
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const sender of senders) sender.close();
  const found = await audit({ project, ledger, expectsOnly200: true });
  const [{ n }] = await postgres.query("SELECT count(*)::int AS n FROM issue WHERE project_id = $1", [
    project.id,
  ]);
  if (n !== KINDS) found.findings.push(`${n} issues of ${KINDS} kinds of errors`);
  return { kills: 0, note: `${n} issues`, ...found, drift: found.drift + Math.abs(n - KINDS) };

  async function work() {
    for (let next = left.pop(); next; next = left.pop()) {
      const [kind, ids] = next;
      const send = async ({ url }, index) =>
        ledger.note(ids[index], await senders[index].send(url, ids[index], kind));
      await Promise.all(fronts.map(send));
    }
  }
}
