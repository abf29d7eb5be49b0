import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "../../build.mjs";
import { signIn } from "../sign-in.mjs";
import { spawnJackdaw } from "../spawn-jackdaw.mjs";
import { bundleLib } from "./bundle-lib.mjs";
import { checkSeed } from "./check-seed.mjs";
import { openProject } from "./open-project.mjs";
import { seed } from "./seed.mjs";

const owner = { email: "bench@example.com", password: "a long bench password" };

/**
 * A running Jackdaw with seeded data. `size` says how much of it; a `folder` that holds data already is taken as it is.
 * Gives its `url`, the `owner` with `api(method, path, body)` in their name, and `db`, a pool on its Postgres.
 */
export async function openDashboard(size, folder) {
  // Before the start, which is given a minute.
  if (!isBuilt()) await build();
  const jackdaw = await spawnJackdaw({ owner, folder });
  const lib = await bundleLib();
  const close = async () => {
    await lib.closePool();
    await jackdaw.stop();
    lib.remove();
  };
  try {
    const api = await signIn(jackdaw.url, owner);
    const db = lib.openPool(addressOf(jackdaw.dataDir), 2);
    lib.usePool(db);
    const { rows } = await db.query("SELECT count(*) AS quantity FROM issue");
    if (rows[0].quantity === 0) {
      await withBulkSettings(db, (client) =>
        seed(lib, client, size, (name, platform) => openProject(api, name, platform)),
      );
      await checkSeed(lib, db, { url: jackdaw.url, api, size });
    }
    return { url: jackdaw.url, owner, api, db, formatShortId: lib.formatShortId, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function withBulkSettings(db, work) {
  const client = await db.connect();
  try {
    await client.query(
      "SET work_mem = '512MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off",
    );
    await work(client);
  } finally {
    client.release(true);
  }
}

function addressOf(dataDir) {
  const { port, password } = JSON.parse(readFileSync(join(dataDir, "pg18/access.json"), "utf8"));
  return `postgresql://jackdaw:${password}@127.0.0.1:${port}/jackdaw`;
}
