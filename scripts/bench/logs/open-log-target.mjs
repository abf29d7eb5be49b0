import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Client } from "pg";
import { measureMemory } from "../measure-memory.mjs";
import { openSession, signIn } from "../sign-in.mjs";
import { spawnJackdaw } from "../spawn-jackdaw.mjs";

const owner = { email: "bench@example.com", password: "a long bench password" };
const PROJECTS = 3;
const LONGEST_SEAL_MS = 600_000;
/** Small files are made one once a minute. */
const QUIET_MS = 65_000;

/** A running Jackdaw with projects for logs, somebody who is signed in, and a look into its database. */
export async function openLogTarget() {
  const jackdaw = await spawnJackdaw({ owner });
  const api = await signIn(jackdaw.url, owner);
  const session = await openSession(jackdaw.url, owner);
  const tokens = [];
  for (let index = 1; index <= PROJECTS; index++) {
    const { slug } = await api("POST", "/api/v1/projects", { name: `Logs ${index}`, platform: "node" });
    const { keys } = await api("GET", `/api/v1/projects/${slug}/keys`);
    tokens.push(keys[0].publicKey);
  }
  const { port, password } = JSON.parse(readFileSync(join(jackdaw.dataDir, "pg18/access.json"), "utf8"));
  const db = new Client(`postgresql://jackdaw:${password}@127.0.0.1:${port}/jackdaw`);
  await db.connect();
  const readState = async () => (await db.query(STATE)).rows[0];
  return {
    api,
    /** An answer of the API that is read as it comes. */
    stream: (path) => session("GET", path),
    /** Sends lines to all projects in turn, see send-lines. */
    async send(options) {
      const worker = new Worker(new URL("./send-lines.mjs", import.meta.url), {
        workerData: { url: jackdaw.url, tokens, ...options },
      });
      const [result] = await once(worker, "message");
      return result;
    },
    /** Waits until nothing waits to be sealed and no more files are made one; `waiting` is what waited at first. */
    async settle() {
      const begun = Date.now();
      const first = await readState();
      let state = first;
      let since = Date.now();
      let sealedMs = 0;
      while (Date.now() - begun < LONGEST_SEAL_MS && Date.now() - since < QUIET_MS) {
        await sleep(1_000);
        const next = await readState();
        if (next.files !== state.files || next.waiting > 0) since = Date.now();
        if (next.waiting === 0 && sealedMs === 0) sealedMs = Date.now() - begun;
        state = next;
      }
      return { ...state, waiting: first.waiting, left: state.waiting, sealedMs };
    },
    memory: () => measureMemory(jackdaw.pid),
    async close() {
      await db.end();
      await jackdaw.stop();
    },
  };
}

const STATE = `
  SELECT (SELECT coalesce(sum(lines), 0)::int FROM log_chunk) AS waiting,
         (SELECT count(*)::int FROM log_file WHERE replaced_at IS NULL) AS files,
         (SELECT coalesce(sum(lines), 0)::int FROM log_file WHERE replaced_at IS NULL) AS sealed,
         (SELECT coalesce(sum(file_bytes + coalesce(octet_length(value_counts), 0)), 0)::float FROM log_file
           WHERE replaced_at IS NULL) AS "fileBytes",
         (SELECT coalesce(sum(quantity), 0)::int FROM log_stat) AS counted,
         (SELECT sum(pg_total_relation_size(relid))::float FROM pg_partition_tree('log_stat')) AS "statBytes"`;
