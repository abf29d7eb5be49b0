import { randomBytes } from "node:crypto";
import { until } from "./until.mjs";

/** One acknowledged event in so many is sent once more, as clients do that did not hear the answer. */
const REPEAT_EVERY = 20;

/** What was sent and what was acknowledged, by event id. */
export function openLedger() {
  const again = [];
  const ledger = {
    sent: new Set(),
    acked: new Set(),
    /** How many requests got which answer: a status, or the code of a failure. */
    answers: new Map(),
    /** Requests with an id that was sent before. */
    repeats: 0,
    slowestMs: 0,
    next() {
      const old = again.pop();
      if (old === undefined) return ledger.add();
      ledger.repeats++;
      return old;
    },
    add() {
      const id = randomBytes(16).toString("hex");
      ledger.sent.add(id);
      return id;
    },
    note(id, { status, ms }) {
      ledger.answers.set(status, (ledger.answers.get(status) ?? 0) + 1);
      if (status === 200) {
        ledger.slowestMs = Math.max(ledger.slowestMs, ms);
        if (!ledger.acked.has(id) && ledger.acked.size % REPEAT_EVERY === 0) again.unshift(id);
        ledger.acked.add(id);
      } else if (typeof status === "string") again.push(id);
    },
    /** Returns when so many more events are acknowledged; at 20 a second it gives up. */
    further(count) {
      const enough = ledger.acked.size + count;
      const what = `${Math.ceil(count)} more events are acknowledged`;
      return until(() => ledger.acked.size > enough, what, 30_000 + count * 50);
    },
    /** Requests that were answered, but not with 200. */
    refused() {
      return [...ledger.answers].reduce((sum, [status, count]) => sum + (status === 200 ? 0 : count), 0);
    },
    describe: () => JSON.stringify(Object.fromEntries(ledger.answers)),
  };
  return ledger;
}
