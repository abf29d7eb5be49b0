import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { makeEvent } from "./make-event.mjs";

/** One who sends envelopes; every answer, or that there was none (a code as text), and how long it took. */
export function openSender(project, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const path = `/api/${project.id}/envelope/?sentry_version=7&sentry_key=${project.publicKey}`;
  return {
    send(url, id, kind, ballastBytes = 0) {
      const body = Buffer.from(makeEvent(id, kind, ballastBytes));
      const begun = performance.now();
      return new Promise((resolve) => {
        const done = (status, headers = {}) => resolve({ status, headers, ms: performance.now() - begun });
        const sending = request(
          new URL(path, url),
          { agent, method: "POST", headers: { "content-length": body.length } },
          (answer) => {
            answer.resume();
            answer.once("end", () => done(answer.statusCode, answer.headers));
            answer.once("error", (error) => done(error.code ?? "error"));
          },
        );
        sending.once("error", (error) => done(error.code ?? "error"));
        sending.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

/** What a steady load has at most; on a machine that is too slow for it, more would only fill the system's queues. */
const STEADY_CONNECTIONS = 200;

/**
 * Sends over `connections` until `stop`: each its next event when the last one was answered, or `perSecond` in all as
 * long as there is a connection left. Waits for a front that is being restarted.
 */
export function sendLoad({ project, front, ledger, connections = 32, perSecond, kinds = 50 }) {
  const sender = openSender(project, perSecond ? STEADY_CONNECTIONS : connections);
  const under = new Set();
  const stopping = new AbortController();
  let turn = 0;
  const one = async () => {
    await front.ready;
    const id = ledger.next();
    ledger.note(id, await sender.send(front.url, id, turn++ % kinds));
  };
  const running = perSecond
    ? steadily()
    : Promise.all(
        Array.from({ length: connections }, async () => {
          while (!stopping.signal.aborted) await one();
        }),
      );
  return {
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(under);
      sender.close();
    },
  };

  async function steadily() {
    const begun = performance.now();
    for (let count = 0; !stopping.signal.aborted; count++) {
      const wait = begun + (count * 1000) / perSecond - performance.now();
      if (wait > 0) await sleep(wait);
      if (under.size >= STEADY_CONNECTIONS) await Promise.race(under);
      const sending = one().finally(() => under.delete(sending));
      under.add(sending);
    }
  }
}
