import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { makeLines, toJson } from "./make-lines.mjs";

// A worker thread and bare sockets, as with events: what sends shares two cores with what it measures. So that making lines
// takes nothing of them either, a stock of lines is made before and sent again and again, each time with a new time and trace
// of its own. What repeats is further apart than what is packed together.
const { url, tokens, lines, from, spanNs, connections, batch } = workerData;
const STOCK = 300_000;
const START = BigInt(from);
const step = BigInt(spanNs) / BigInt(lines);
const target = new URL(url);
const HEAD_END = Buffer.from("\r\n\r\n");
const TRACE_DIGITS = 32;
/** Of each of eight services. */
const HOSTS = 12;
const statuses = {};
const latenciesMs = [];
let [accepted, bytes, next] = [0, 0, 0];

const stock = makeStock(Math.min(lines, STOCK));
const begun = performance.now();
await Promise.all(Array.from({ length: connections }, sendInTurn));
parentPort.postMessage({
  accepted,
  bytes,
  statuses,
  latenciesMs: latenciesMs.sort((a, b) => a - b),
  seconds: (performance.now() - begun) / 1000,
});

/** Batches as bytes, with the places of the times and traces of their lines. */
function makeStock(count) {
  const batches = [];
  let texts = [];
  for (const line of makeLines({ count, from: START, spanNs: BigInt(spanNs), hosts: HOSTS })) {
    texts.push(toJson(line));
    if (texts.length < batch) continue;
    const body = Buffer.from(`${texts.join("\n")}\n`);
    const places = [];
    let at = 0;
    for (const text of texts) {
      places.push({
        time: body.indexOf('"timestamp":"', at) + '"timestamp":"'.length,
        trace: body.indexOf('"trace_id":"', at) + '"trace_id":"'.length,
      });
      at += Buffer.byteLength(text) + 1;
    }
    batches.push({ body, places });
    texts = [];
  }
  return batches;
}

async function sendInTurn() {
  const client = openClient();
  while (next * batch < lines) {
    const index = next++;
    const { body, places } = stock[index % stock.length];
    // Its own copy: another connection may send the same batch.
    const own = Buffer.from(body);
    places.forEach((place, at) => {
      own.latin1Write(writeTime(START + step * BigInt(index * batch + at)), place.time);
      own.latin1Write(makeTrace(), place.trace);
    });
    for (;;) {
      const since = performance.now();
      const status = await client.send(tokens[index % tokens.length], own);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 200) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      latenciesMs.push(performance.now() - since);
      accepted += places.length;
      bytes += own.length;
      break;
    }
  }
  client.close();
}

function writeTime(time) {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(time % 1_000_000_000n).padStart(9, "0")}Z`;
}

function makeTrace() {
  let text = "";
  while (text.length < TRACE_DIGITS)
    text += Math.floor(Math.random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, "0");
  return text;
}

/** One connection, one request at a time; a status of 0 means that it broke. */
function openClient() {
  let socket;
  let answered;
  let received = Buffer.alloc(0);
  const finish = (status) => {
    received = Buffer.alloc(0);
    const tell = answered;
    answered = undefined;
    tell?.(status);
  };
  const open = () => {
    socket = connect(Number(target.port), target.hostname);
    socket.setNoDelay(true);
    socket.on("data", (part) => {
      received = Buffer.concat([received, part]);
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = received.toString("latin1", 0, headEnd).toLowerCase();
      const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? 0);
      if (received.length < headEnd + HEAD_END.length + length) return;
      if (head.includes("\r\nconnection: close")) {
        socket.destroy();
        socket = undefined;
      }
      finish(Number(head.slice(9, 12)));
    });
    const lost = socket;
    socket.on("error", () => {});
    socket.on("close", () => {
      if (socket !== lost) return;
      socket = undefined;
      finish(0);
    });
  };
  return {
    send(token, body) {
      if (!socket) open();
      return new Promise((resolve) => {
        answered = resolve;
        socket.write(
          `POST /ingest/${token} HTTP/1.1\r\nHost: ${target.host}\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${body.length}\r\n\r\n`,
        );
        socket.write(body);
      });
    },
    close() {
      const open = socket;
      socket = undefined;
      open?.destroy();
    },
  };
}
