// `npm run bench:ingest`: how many events a second the production build takes, and whether each of them is counted.
// SECONDS, CONNECTIONS and KINDS change the load. Exits non-zero when an accepted event is missing from the list.
import { Worker } from "node:worker_threads";
import { measureMemory } from "./bench/measure-memory.mjs";
import { signIn } from "./bench/sign-in.mjs";
import { spawnJackdaw } from "./bench/spawn-jackdaw.mjs";

const seconds = Number(process.env.SECONDS ?? 20);
const connections = Number(process.env.CONNECTIONS ?? 64);
const kinds = Number(process.env.KINDS ?? 50);
const owner = { email: "bench@example.com", password: "a long bench password" };

console.log("Starting a production build with a data folder of its own");
const jackdaw = await spawnJackdaw({ owner });
let isLost = true;
let lastLine = "";
try {
  const api = await signIn(jackdaw.url, owner);
  const project = await api("POST", "/api/v1/projects", { name: "Bench", platform: "node" });
  const [key] = (await api("GET", `/api/v1/projects/${project.slug}/keys`)).keys;
  const target = { url: jackdaw.url, projectId: project.id, publicKey: key.publicKey, connections, kinds };
  await load({ ...target, seconds: 2 }); // Warm: code compiled, pages cached.
  const before = await countVisible(api, project.slug);
  console.log(`Sending for ${seconds} s over ${connections} connections, ${kinds} different errors`);
  const result = await load({ ...target, seconds });
  const accepted = result.latenciesMs.length;
  const visible = (await countVisible(api, project.slug)) - before;
  const memory = measureMemory(jackdaw.pid);
  const at = (share) => result.latenciesMs[Math.floor(accepted * share)] ?? Number.NaN;
  const total = Object.values(memory).reduce((sum, bytes) => sum + bytes, 0);
  console.log(
    `  answers      ${JSON.stringify(result.statuses)}, ${(result.bytes / 1000).toFixed(1)} kB each`,
  );
  console.log(
    `  latency      p50 ${at(0.5).toFixed(0)} ms, p90 ${at(0.9).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms`,
  );
  for (const [name, bytes] of Object.entries(memory))
    console.log(`  memory       ${(bytes / 1e6).toFixed(0).padStart(4)} MB ${name}`);
  console.log(`  counted      ${visible} of ${accepted} accepted events`);
  isLost = visible !== accepted || accepted === 0;
  lastLine = [
    `events_per_s=${(accepted / result.elapsedSeconds).toFixed(0)}`,
    `p50_ms=${at(0.5).toFixed(0)}`,
    `p99_ms=${at(0.99).toFixed(0)}`,
    `rss_mb=${(total / 1e6).toFixed(0)}`,
    `visible=${(visible / accepted).toFixed(3)}`,
  ].join(" ");
} finally {
  await jackdaw.stop();
}
console.log(lastLine);
process.exitCode = isLost ? 1 : 0;

function load(options) {
  const worker = new Worker(new URL("./bench/send-load.mjs", import.meta.url), { workerData: options });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** The sum of the event counts that the issue list shows, page by page. */
async function countVisible(api, slug) {
  let sum = 0;
  let cursor = null;
  do {
    const page = await api(
      "GET",
      `/api/v1/issues?projects=${slug}&status=all&limit=100${cursor ? `&cursor=${cursor}` : ""}`,
    );
    for (const row of page.rows) sum += row.eventCount;
    cursor = page.nextCursor;
  } while (cursor);
  return sum;
}
