import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { makeEnvelopes } from "./make-envelopes.mjs";

// A worker thread, so that measuring does not stand in the way of sending, and bare sockets, so that sending takes little
// of the two cores that it shares with what it measures. Without `rate`, each of `connections` sends its next event when
// the last one was answered; with it, so many events a second are sent, whatever the answers take.
const { url, publicKey, projectId, connections, seconds, kinds, isDistinct, rate } = workerData;
const envelopes = makeEnvelopes(kinds);
const target = new URL(url);
const path = `/api/${projectId}/envelope/?sentry_version=7&sentry_key=${publicKey}&sentry_client=sentry.javascript.node%2F11.12.0`;
const heads = envelopes.map(({ body }) =>
  Buffer.from(`POST ${path} HTTP/1.1\r\nHost: ${target.host}\r\nContent-Length: ${body.length}\r\n\r\n`),
);
const HEAD_END = Buffer.from("\r\n\r\n");
const latenciesMs = [];
const statuses = {};
let missingHeaders = 0;
let turn = 0;

const begun = performance.now();
const end = begun + seconds * 1000;
if (rate) await sendAtRate();
else await Promise.all(Array.from({ length: connections }, () => sendInTurn()));
const elapsedSeconds = (performance.now() - begun) / 1000;
parentPort.postMessage({
  latenciesMs: latenciesMs.sort((a, b) => a - b),
  statuses,
  missingHeaders,
  elapsedSeconds,
  bytes: envelopes[0].body.length,
});

async function sendInTurn() {
  const client = openClient();
  while (performance.now() < end) await client.send();
  client.close();
}

/** Every 5 ms as many as are due, on whichever connection is free; what finds none waits its turn, and the clock runs. */
async function sendAtRate() {
  const free = Array.from({ length: connections }, openClient);
  const all = [...free];
  const due = [];
  const pump = () => {
    while (due.length > 0 && free.length > 0) {
      const client = free.pop();
      void client.send(due.shift()).then(() => {
        free.push(client);
        pump();
      });
    }
  };
  let sent = 0;
  while (performance.now() < end) {
    const wanted = Math.floor(((performance.now() - begun) / 1000) * rate);
    for (; sent < wanted; sent++) due.push(performance.now());
    pump();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  while (due.length > 0 || free.length < all.length) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const client of all) client.close();
}

/** One connection that is opened when it is needed, one request at a time. */
function openClient() {
  let socket;
  let answered;
  let received = [];
  const finish = (status) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    received = [];
    answered(status);
  };
  const open = () => {
    const opened = connect(Number(target.port), target.hostname);
    socket = opened;
    opened.setNoDelay(true);
    opened.on("data", (chunk) => {
      received.push(chunk);
      const answer = received.length === 1 ? chunk : Buffer.concat(received);
      const headEnd = answer.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = answer.toString("latin1", 0, headEnd).toLowerCase();
      const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
      if (answer.length < headEnd + 4 + length) return;
      const status = Number(head.slice(9, 12));
      if (
        status === 429 &&
        !(head.includes("\r\nretry-after:") && head.includes("\r\nx-sentry-rate-limits:"))
      )
        missingHeaders++;
      if (head.includes("\r\nconnection: close")) {
        socket = undefined;
        opened.destroy();
      }
      finish(status);
    });
    opened.on("error", () => {});
    opened.on("close", () => {
      if (socket !== opened) return;
      socket = undefined;
      if (answered) finish("closed");
    });
  };
  return {
    async send(since = performance.now()) {
      if (!socket) open();
      const index = turn++ % envelopes.length;
      const { body, idAt, nameAt } = envelopes[index];
      const id = randomBytes(16).toString("hex");
      for (const at of idAt) body.write(id, at, "latin1");
      if (isDistinct) for (const at of nameAt) body.write(letters(id), at, "latin1");
      const status = await new Promise((resolve) => {
        answered = resolve;
        socket.write(Buffer.concat([heads[index], body]));
      });
      answered = undefined;
      if (status === 200) latenciesMs.push(performance.now() - since);
    },
    close() {
      const open = socket;
      socket = undefined;
      open?.destroy();
    },
  };
}

/** Sixteen letters of an id: digits in a function's name do not make it another function. */
function letters(id) {
  let text = "";
  for (let index = 0; index < 16; index++) text += String.fromCharCode(97 + Number.parseInt(id[index], 16));
  return text;
}
