import { openOffice } from "../deliveries.mjs";
import { until } from "../until.mjs";

/** Deliveries that one worker has under way at most, in both lanes. */
const OF_ONE = 8;
const CALM = 100;
const EACH = 40;

/**
 * Two workers deliver a stream of mails and webhooks. At first nobody is killed, and each message comes once, also where both come
 * for the same ones at the same moment. Then one of them
 * is, with messages in its hands: before the other side took them, and when it took them but had not said so. Each message
 * comes at least once; those that come again were under way at a kill, and do so by the same id.
 */
export async function killDeliveries({ openDelivering, openWorker, postgres, times, lease }) {
  const office = await openOffice();
  const findings = [];
  /** What was under way at a kill, by the claim that it had. */
  const underWay = new Map();
  let kills = 0;
  let delivering;
  try {
    delivering = await openDelivering(office);
    const { stream } = delivering;
    const workers = [await openWorker(office), await openWorker(office)];
    await stream.tell(CALM);
    await until(() => isDone(), "all messages are dealt with", 120_000);
    await stream.tellAtOnce(EACH);
    await until(() => isDone(), "all messages are dealt with", 120_000);
    const calm = office.taken.length - new Set(office.taken.map(({ key }) => key)).size;
    for (; kills < times; kills++) {
      office.shut(kills % 2 === 0 ? "before" : "after");
      await stream.tell(EACH);
      // More than one worker can have: the other has some, too.
      await until(() => office.held > OF_ONE, "both workers are at it", 60_000);
      await workers.shift().kill();
      for (const { id, claim } of await sending()) underWay.set(claim, id);
      office.open();
      workers.push(await openWorker(office));
      // In the long form, the last kill's end by themselves.
      if (lease !== "whole" || kills < times - 1) await endClaims();
    }
    // A live worker's answer may still be on its way when its claim is ended here: it was under way, too.
    await until(() => isDone(), "all messages are dealt with", 120_000);
    return { kills, acked: stream.due.size, ...(await audit(stream.due, calm)), findings };
  } finally {
    await office.close();
    await delivering?.close();
  }

  async function sending() {
    return postgres.query(
      "SELECT id, claimed_by AS claim FROM delivery WHERE project_id = $1 AND status = 'sending'",
      [delivering.project.id],
    );
  }

  /** As if the minute that a claim lasts had gone by. */
  async function endClaims() {
    await postgres.query(
      "UPDATE delivery SET claimed_until = now() WHERE project_id = $1 AND status = 'sending' AND claimed_by = ANY ($2::uuid[])",
      [delivering.project.id, [...underWay.keys()]],
    );
  }

  async function isDone() {
    const [{ n }] = await postgres.query(
      "SELECT count(*)::int AS n FROM delivery WHERE project_id = $1 AND status IN ('waiting', 'sending')",
      [delivering.project.id],
    );
    return n === 0;
  }

  async function audit(due, calm) {
    const ids = new Map();
    for (const { key, id } of office.taken) ids.set(key, [...(ids.get(key) ?? []), id]);
    const lost = [...due].filter((key) => !ids.has(key)).length;
    if (calm > 0) findings.push(`${calm} came twice while nobody was killed`);
    const repeated = [...ids].filter(([, own]) => own.length > 1);
    const excused = new Set([...underWay.values(), ...office.heldIds]);
    // Both kinds of ids have the delivery's in them.
    const strange = repeated.filter(([, [id]]) => ![...excused].some((one) => id.includes(one)));
    if (strange.length > 0) findings.push(`${strange.length} came again and were not under way at a kill`);
    const renamed = repeated.filter(([, own]) => new Set(own).size > 1).length;
    const unknown = [...ids.keys()].filter((key) => !due.has(key)).length;
    const rows = await postgres.query(
      "SELECT status, count(*)::int AS n FROM delivery WHERE project_id = $1 AND status <> 'sent' GROUP BY 1",
      [delivering.project.id],
    );
    for (const { status, n } of rows) findings.push(`${n} deliveries are ${status}`);
    if (renamed > 0) findings.push(`${renamed} came again under another id`);
    if (unknown > 0) findings.push(`${unknown} messages that nobody wrote`);
    return {
      lost,
      doubled: Math.max(calm, strange.length),
      drift: renamed + unknown + rows.length,
      note: `${repeated.length} repeated, ${underWay.size} were under way`,
    };
  }
}
