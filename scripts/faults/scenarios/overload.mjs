import { setTimeout as sleep } from "node:timers/promises";
import { openLedger } from "../ledger.mjs";
import { openSender, sendLoad } from "../send.mjs";
import { until } from "../until.mjs";

const MEASURE_MS = 8_000;
const STORM_MS = 20_000;
const STORM = 5;
/** The server takes 2,000 connections. */
const CONNECTIONS = 1_800;
/**
 * Each second event of the storm carries so many bytes more: all connections together bring nearly twice of what the server
 * holds of bodies at once, so it has to refuse some.
 */
const BALLAST_BYTES = 200 * 1024;
/** What an answer takes when nothing is wrong. */
const NORMAL_MS = 250;
const RECOVERY_MS = 30_000;

/**
 * Events come five times as fast as the server takes them at most, as long as there are connections left to bring them:
 * it stays up, answers 200 or a 429 that says everything a client must know, some of each, and is as quick as before within 30 s.
 */
export async function overload({ openFront, openProject, audit }) {
  const front = await openFront();
  const project = await openProject();
  const ledger = openLedger();
  const measuring = sendLoad({ project, front, ledger, connections: 64 });
  await ledger.further(200);
  const before = ledger.acked.size;
  await sleep(MEASURE_MS);
  const maximum = ((ledger.acked.size - before) / MEASURE_MS) * 1000;
  await measuring.stop();

  const bad = [];
  const storm = { due: 0, sent: 0, ok: 0, refused: 0, slowestMs: 0 };
  const sender = openSender(project, CONNECTIONS);
  const under = new Set();
  const begun = performance.now();
  while (performance.now() - begun < STORM_MS) {
    const due = ((performance.now() - begun) / 1000) * maximum * STORM;
    for (; storm.due < due; storm.due++) if (under.size < CONNECTIONS) fire(storm.sent++);
    await sleep(5);
  }
  const perSecond = (count) => `${((count / STORM_MS) * 1000).toFixed(0)}/s`;
  await front.ready;
  const calm = performance.now();
  const probe = openSender(project, 10);
  await until(isNormal, "answers are as quick as before", RECOVERY_MS);
  const recoveryMs = performance.now() - calm;
  await Promise.all(under);
  probe.close();
  sender.close();
  const note = [
    `maximum ${maximum.toFixed(0)}/s, wanted ${perSecond(storm.due)}, sent ${perSecond(storm.sent)}`,
    `${storm.ok} × 200, ${storm.refused} × 429, slowest ${storm.slowestMs.toFixed(0)} ms`,
    `normal again after ${(recoveryMs / 1000).toFixed(1)} s`,
  ].join("; ");
  if (storm.refused === 0) throw new Error(`nothing was refused, so this was no overload: ${note}`);
  const found = await audit({ project, ledger });
  if (bad.length > 0) found.findings.push(`${bad.length} answers were wrong, such as ${bad[0]}`);
  return { kills: 0, note, ...found, drift: found.drift + bad.length };

  function fire(turn) {
    const id = ledger.add();
    const sending = sender.send(front.url, id, turn % 50, turn % 2 ? BALLAST_BYTES : 0).then((answer) => {
      under.delete(sending);
      storm.slowestMs = Math.max(storm.slowestMs, answer.ms);
      ledger.note(id, answer);
      if (answer.status === 200) storm.ok++;
      else if (isWhole429(answer)) storm.refused++;
      else bad.push(`${answer.status} ${JSON.stringify(answer.headers)}`);
    });
    under.add(sending);
  }

  async function isNormal() {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, kind) => {
        const id = ledger.add();
        const answer = await probe.send(front.url, id, kind);
        ledger.note(id, answer);
        return answer;
      }),
    );
    return answers.every(({ status, ms }) => status === 200 && ms < NORMAL_MS);
  }
}

function isWhole429({ status, headers }) {
  return (
    status === 429 && Number(headers["retry-after"]) > 0 && /^\d+:/.test(headers["x-sentry-rate-limits"])
  );
}
