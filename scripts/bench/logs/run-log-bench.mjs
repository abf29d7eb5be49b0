import { megabytes } from "../run-bench.mjs";
import { askQuestions } from "./ask-questions.mjs";

const DAY_MS = 86_400_000;
const CONNECTIONS = 16;
const BATCH = 500;

/**
 * Sends lines until all are accepted, waits until they are sealed, and asks. Lines count as lost when they were accepted and
 * are not in files, or not in the counters.
 */
export async function runLogBench(target, { lines, days, rounds }) {
  const to = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const from = new Date(to.getTime() - days * DAY_MS);
  console.log(`${lines} lines over ${days} days, ${CONNECTIONS} connections, ${BATCH} lines each time`);
  const sent = await target.send({
    lines,
    from: String(BigInt(from.getTime()) * 1_000_000n),
    spanNs: String(BigInt(to.getTime() - from.getTime()) * 1_000_000n),
    connections: CONNECTIONS,
    batch: BATCH,
  });
  const perSecond = sent.accepted / sent.seconds;
  const at = (share) => sent.latenciesMs[Math.floor(sent.latenciesMs.length * share)]?.toFixed(0);
  say("sent", `${sent.accepted} lines in ${sent.seconds.toFixed(0)} s, ${perSecond.toFixed(0)} /s`);
  say("", `${(sent.bytes / sent.accepted).toFixed(0)} bytes each, ${JSON.stringify(sent.statuses)}`);
  say("", `a batch: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  sayMemory("after sending", target.memory());
  const stored = await target.settle();
  say("sealed", `${stored.sealed} lines in ${stored.files} files; ${stored.waiting} waited at first`);
  say("", `nothing waited after ${(stored.sealedMs / 1000).toFixed(0)} s; ${stored.left} are left`);
  const perLine = (bytes) => (bytes / stored.sealed).toFixed(1);
  say("room", `${perLine(stored.fileBytes)} bytes a line in files, ${perLine(stored.statBytes)} in counters`);
  const figures = await askQuestions(target, { from, to, rounds });
  sayMemory("after questions", target.memory());
  return {
    isLost:
      stored.left > 0 || stored.sealed !== sent.accepted || stored.counted !== sent.accepted || lines === 0,
    figures: {
      lines_per_s: perSecond.toFixed(0),
      mb_per_s: (sent.bytes / sent.seconds / 1e6).toFixed(1),
      bytes_ratio: ((stored.fileBytes + stored.statBytes) / sent.bytes).toFixed(3),
      ...figures,
    },
  };
}

function say(name, text) {
  console.log(`  ${name.padEnd(10)} ${text}`);
}

function sayMemory(when, memory) {
  const parts = Object.entries(memory).map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(0)}`);
  say("memory", `${megabytes(memory)} MB ${when}: ${parts.join(", ")}`);
}
