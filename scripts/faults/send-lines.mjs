import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { until } from "./until.mjs";

const CONNECTIONS = 12;
const LINES = 40;

/** Which lines were sent and acknowledged, by their ids: each request has some. Nothing is sent twice. */
export function openLineLedger() {
  const ledger = {
    sent: new Set(),
    acked: new Set(),
    further(requests) {
      const enough = ledger.acked.size + requests * LINES;
      return until(() => ledger.acked.size > enough, "more lines are acknowledged", 60_000);
    },
  };
  return ledger;
}

/** Sends lines over some connections until `stop`, each its next ones when it was answered. Waits for a front that restarts. */
export function sendLines({ project, front, ledger }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const stopping = new AbortController();
  const running = Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (!stopping.signal.aborted) await sendSome();
    }),
  );
  return {
    async stop() {
      stopping.abort();
      await running;
      agent.destroy();
    },
  };

  async function sendSome() {
    await front.ready;
    // No digits: sixteen of them may be the number of a card, which is filtered.
    const own = randomBytes(8)
      .toString("hex")
      .replaceAll(/\d/g, (digit) => "ghijklmnop"[digit]);
    const ids = Array.from({ length: LINES }, (_, index) => `${own}-${index}`);
    for (const id of ids) ledger.sent.add(id);
    const body = ids.map((id) => JSON.stringify({ message: `line ${id}`, level: "info", id })).join("\n");
    const status = await post(new URL(`/ingest/${project.publicKey}`, front.url), body);
    if (status === 200) for (const id of ids) ledger.acked.add(id);
  }

  /** The status of the answer; 0 when there was none. */
  function post(url, body) {
    return new Promise((resolve) => {
      const headers = { "content-type": "application/x-ndjson", "content-length": Buffer.byteLength(body) };
      const sending = request(url, { agent, method: "POST", headers }, (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode));
        answer.once("error", () => resolve(0));
      });
      sending.once("error", () => resolve(0));
      sending.end(body);
    });
  }
}
