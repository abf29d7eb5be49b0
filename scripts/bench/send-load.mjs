import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { makeEnvelopes } from "./make-envelopes.mjs";

// A worker thread, so that measuring does not stand in the way of sending. Each of `connections` sends its next event
// when the last one was answered, for `seconds`.
const { url, publicKey, projectId, connections, seconds, kinds } = workerData;
const envelopes = makeEnvelopes(kinds);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const target = new URL(
  `${url}/api/${projectId}/envelope/?sentry_version=7&sentry_key=${publicKey}&sentry_client=sentry.javascript.node%2F11.12.0`,
);
const latenciesMs = [];
const statuses = {};
const begun = performance.now();

await Promise.all(
  Array.from({ length: connections }, (_, index) => sendUntil(begun + seconds * 1000, index)),
);
const elapsedSeconds = (performance.now() - begun) / 1000;
agent.destroy();
parentPort.postMessage({
  latenciesMs: latenciesMs.sort((a, b) => a - b),
  statuses,
  elapsedSeconds,
  bytes: envelopes[0].body.length,
});

async function sendUntil(end, from) {
  for (let turn = from; performance.now() < end; turn += connections) {
    const envelope = envelopes[turn % envelopes.length];
    const body = Buffer.from(envelope.body);
    const id = randomBytes(16).toString("hex");
    for (const at of envelope.idAt) body.write(id, at, "latin1");
    const sentAt = performance.now();
    const status = await send(body);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 200) latenciesMs.push(performance.now() - sentAt);
  }
}

function send(body) {
  return new Promise((resolve) => {
    const sending = request(
      target,
      { agent, method: "POST", headers: { "content-length": body.length } },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode));
      },
    );
    sending.on("error", (error) => resolve(error.code ?? "error"));
    sending.end(body);
  });
}
