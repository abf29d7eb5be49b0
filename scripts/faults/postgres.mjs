import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { killFamily, start } from "./processes.mjs";
import { until } from "./until.mjs";

/**
 * A real, durable Postgres under Jackdaw's own supervisor. `crash` kills the postmaster and its children as a power cut
 * or the kernel would, and the supervisor starts it again; `stop` and `resume` take it away for a while.
 */
export async function openPostgres(program, folder) {
  const launch = () => start([program, folder], {}, () => true);
  let holder = await launch();
  const url = holder.line;
  if (!url.startsWith("postgres")) throw new Error(`Postgres did not start: ${url}`);
  const isThere = () =>
    query(url, "SELECT 1").then(
      () => true,
      () => false,
    );
  return {
    url,
    query: (text, values) => query(url, text, values),
    async crash() {
      killFamily(postmasterIn(folder, new URL(url).port));
      await until(isThere, "Postgres is back after its crash", 60_000);
    },
    async stop() {
      await holder.kill("SIGTERM");
    },
    async resume() {
      holder = await launch();
      if (holder.line !== url) throw new Error(`Postgres came back at another address: ${holder.line}`);
    },
    isThere,
  };
}

/** The id of the server that listens on the port. */
function postmasterIn(folder, port) {
  const [pid, , , listens] = readFileSync(join(folder, "pg18/cluster/postmaster.pid"), "utf8").split("\n");
  if (listens !== port) throw new Error(`The server on port ${port} is not the one in ${folder}`);
  return Number(pid);
}

async function query(url, text, values) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
