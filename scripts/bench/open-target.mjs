import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { measureMemory } from "./measure-memory.mjs";
import { signIn } from "./sign-in.mjs";
import { spawnJackdaw } from "./spawn-jackdaw.mjs";

const owner = { email: "bench@example.com", password: "a long bench password" };
const LONGEST_DRAIN_MS = 120_000;

/**
 * A running Jackdaw with a project that may open any number of issues, and the floor beside it on the same Postgres.
 * `load` sends to either; `countVisible` adds up what the issue list shows; `memory` is in bytes by process name.
 */
export async function openTarget() {
  const jackdaw = await spawnJackdaw({ owner });
  const api = await signIn(jackdaw.url, owner);
  const project = await api("POST", "/api/v1/projects", { name: "Bench", platform: "node" });
  await api("PATCH", `/api/v1/projects/${project.slug}`, { newIssuesPerMinute: null });
  const [key] = (await api("GET", `/api/v1/projects/${project.slug}/keys`)).keys;
  const floor = await openFloor(jackdaw.dataDir);
  const sender = { projectId: project.id, publicKey: key.publicKey };
  return {
    load: (options) => load({ ...sender, url: jackdaw.url, ...options }),
    loadFloor: (options) => load({ ...sender, url: floor.url, ...options }),
    /** Waits until `expected` events are listed, or until none has been added for a while. */
    async countVisible(expected) {
      const begun = Date.now();
      let visible = await countVisible(api, project.slug);
      while (visible < expected && Date.now() - begun < LONGEST_DRAIN_MS) {
        await sleep(1_000);
        visible = await countVisible(api, project.slug);
      }
      return visible;
    },
    memory: () => measureMemory(jackdaw.pid),
    async close() {
      floor.close();
      await jackdaw.stop();
    },
  };
}

async function openFloor(dataDir) {
  const { port, password } = JSON.parse(readFileSync(join(dataDir, "pg18/access.json"), "utf8"));
  const child = fork(new URL("./floor-server.mjs", import.meta.url), {
    env: { ...process.env, FLOOR_DATABASE_URL: `postgresql://jackdaw:${password}@127.0.0.1:${port}/jackdaw` },
  });
  const [listening] = await once(child, "message");
  return { url: `http://127.0.0.1:${listening.port}`, close: () => child.kill() };
}

async function load(options) {
  const worker = new Worker(new URL("./send-load.mjs", import.meta.url), { workerData: options });
  const [result] = await once(worker, "message");
  return result;
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
