import { chownSync, closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort, isFree } from "../find-port";
import { type Home, readAccess, writeAccess } from "./create-cluster";
import type { Account } from "./pick-account";
import type { Binaries } from "./prepare-binaries";
import { isAlive, isLeftBehind, readPostmaster } from "./read-postmaster";
import { runAs } from "./run-as";

export interface Launch {
  home: Home;
  binaries: Binaries;
  account: Account | undefined;
  log: (line: string) => void;
}

const LOG_BYTES = 10 * 1024 * 1024;
/** Crash recovery of a big database takes minutes; silence longer than this means that something is wrong. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Answers an administrator's connection to the cluster's server: to one that runs already (left by a Jackdaw
 * that was killed), else to one started here. `port` insists on a port, otherwise any free one will do.
 */
export async function launch({ home, binaries, account, log }: Launch, port?: number): Promise<Client> {
  const begun = Date.now();
  let told = begun;
  let attempts = 0;
  for (;;) {
    const postmaster = readPostmaster(home.cluster);
    if (postmaster && isLeftBehind(postmaster, home.cluster)) rmSync(join(home.cluster, "postmaster.pid"));
    if (!postmaster || !isAlive(postmaster.pid)) {
      if (++attempts > 5)
        throw new Error(`Postgres does not start. The end of ${home.log}:\n${tail(home.log)}`);
      await startServer({ home, binaries, account, log }, port);
    }
    const running = readPostmaster(home.cluster);
    const client = running?.port ? await connect(home, running.port) : undefined;
    if (client) return client;
    if (Date.now() - begun > PATIENCE_MS) throw new Error(`Postgres does not answer. See ${home.log}`);
    if (Date.now() - told > 10_000) {
      told = Date.now();
      log(`Postgres is still getting ready (${Math.round((told - begun) / 1000)} s)`);
    }
    await sleep(50);
  }
}

/** Stops the server and waits until its data is safe on disk. */
export async function stopServer({ home, binaries, account, log }: Launch): Promise<void> {
  const args = ["stop", "-D", home.cluster, "-m", "fast", "-w", "-t", "120"];
  const { code, output } = await runAs(account, binaries.pgCtl, args);
  const left = readPostmaster(home.cluster);
  if (code !== 0 && left && isAlive(left.pid)) log(`Postgres could not be stopped: ${output}`);
}

async function startServer({ home, binaries, account }: Launch, insisted?: number): Promise<void> {
  const access = readAccess(home);
  const wanted = insisted ?? (access.port && (await isFree(access.port)) ? access.port : await freePort());
  if (wanted !== access.port) writeAccess(home, { ...access, port: wanted }, account);
  // On the command line, because these must hold whatever an operator writes into postgresql.conf.
  const options = `-p ${wanted} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c timezone=UTC`;
  const output = openLog(home.log, account);
  try {
    const args = ["start", "-D", home.cluster, "-l", home.log, "-w", "-t", "60", "-o", options];
    // A bad exit is no verdict: it may be another start that was faster, or a recovery that takes longer.
    await runAs(account, binaries.pgCtl, args, output);
  } finally {
    closeSync(output);
  }
}

async function connect(home: Home, port: number): Promise<Client | undefined> {
  const { adminPassword } = readAccess(home);
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: adminPassword,
    database: "postgres",
    application_name: `jackdaw ${process.pid}`,
    keepAlive: true,
  });
  // Whoever waits for an answer is told by its promise; a connection that ends unasked is told by "end".
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    if (rows[0]?.data_directory === home.cluster) return client;
    await client.end();
  } catch (error) {
    await client.end().catch(() => {});
    const { code, message } = error as { code?: string; message: string };
    if (code === "28P01")
      throw new Error(`Postgres refuses the password in ${home.accessFile}: ${message}`, { cause: error });
  }
  return undefined;
}

function openLog(file: string, account: Account | undefined): number {
  try {
    if (statSync(file).size > LOG_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
  const handle = openSync(file, "a", 0o600);
  if (account) chownSync(file, account.uid, account.gid);
  return handle;
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n").slice(-12).join("\n");
  } catch (error) {
    return (error as Error).message;
  }
}
