import { realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { createCluster, homeIn, readAccess } from "./create-cluster";
import { holdCluster } from "./hold-cluster";
import { type Launch, launch, stopServer } from "./launch";
import { pickAccount } from "./pick-account";
import { accountOf, pickFolder } from "./pick-folder";
import { prepareBinaries } from "./prepare-binaries";

export interface Postgres {
  /** Of the database `jackdaw`, for its owner `jackdaw`, who is no superuser but may create databases. */
  url: string;
  /** Where the cluster stands: `dataDir`, unless Postgres cannot reach that. */
  folder: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  log: (line: string) => void;
  /** For tests: gives up durability for speed. Decided when the cluster is made. */
  throwaway?: boolean;
}

/**
 * Starts the embedded Postgres on `dataDir`, or adopts the server that a killed Jackdaw left running there,
 * and keeps it running until `stop`. Throws when another Jackdaw holds the folder, and when it cannot start;
 * both messages are meant for a person.
 */
export async function startPostgres({ dataDir, log, throwaway = false }: PostgresOptions): Promise<Postgres> {
  const self = pickAccount();
  const picked = await pickFolder(dataDir, self);
  const folder = realpathSync(picked);
  const home = homeIn(folder);
  const account = accountOf(home.folder, self);
  if (account && folder !== realpathSync(dataDir))
    log(`Postgres runs as “${account.name}”, who cannot reach ${dataDir}: its data is in ${folder}`);

  const binaries = await prepareBinaries(folder, account);
  await createCluster(folder, binaries, account, throwaway);
  const setup: Launch = { home, binaries, account, log };
  let client = await launch(setup);
  await holdCluster(client, dataDir);
  await prepareDatabase(client, readAccess(home).password);

  const { password } = readAccess(home);
  const { port } = client;
  const life: { stopping?: Promise<void>; reviving?: Promise<void> } = {};
  watch();
  return {
    url: `postgresql://jackdaw:${password}@127.0.0.1:${port}/jackdaw`,
    folder,
    stop: () => (life.stopping ??= stop()),
  };

  /** The connection that holds the folder ends only when the server does. */
  function watch(): void {
    client.once("end", () => {
      life.reviving = revive();
    });
  }

  async function revive(): Promise<void> {
    for (let wait = 100; !life.stopping; wait = Math.min(wait * 2, 10_000)) {
      log("Postgres went away; starting it again");
      try {
        client = await launch(setup, port);
        if (life.stopping) return await stopServer(setup);
        await holdCluster(client, dataDir);
        return watch();
      } catch (error) {
        log((error as Error).message);
        await sleep(wait);
      }
    }
  }

  async function stop(): Promise<void> {
    // The hold goes with the server, not before it: nobody may adopt a server that is about to stop.
    await stopServer(setup);
    await life.reviving;
    await client.end().catch(() => {});
  }
}

async function prepareDatabase(client: Client, password: string): Promise<void> {
  const has = async (sql: string) => (await client.query(sql)).rowCount === 1;
  const secret = client.escapeLiteral(password);
  if (!(await has("SELECT FROM pg_roles WHERE rolname = 'jackdaw'")))
    await client.query(`CREATE ROLE jackdaw LOGIN CREATEDB PASSWORD ${secret}`);
  if (!(await has("SELECT FROM pg_database WHERE datname = 'jackdaw'")))
    await client.query("CREATE DATABASE jackdaw OWNER jackdaw");
}
