import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Account } from "./pick-account";
import type { Binaries } from "./prepare-binaries";
import { isAlive } from "./read-postmaster";
import { runAs } from "./run-as";

/** The major version of the packaged Postgres; a cluster of one major version cannot be opened by another. */
const MAJOR = 18;

/** What `access.json` beside the cluster holds (0600): how to reach it. */
export interface Access {
  port: number;
  adminPassword: string;
  password: string;
}

export interface Home {
  /** `<data folder>/pg18` */
  folder: string;
  cluster: string;
  accessFile: string;
  log: string;
}

export function homeIn(dataFolder: string): Home {
  const folder = join(dataFolder, `pg${MAJOR}`);
  return {
    folder,
    cluster: join(folder, "cluster"),
    accessFile: join(folder, "access.json"),
    log: join(folder, "server.log"),
  };
}

export function readAccess(home: Home): Access {
  return JSON.parse(readFileSync(home.accessFile, "utf8")) as Access;
}

export function writeAccess(home: Home, access: Access, account: Account | undefined): void {
  const fresh = `${home.accessFile}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  if (account) chownSync(fresh, account.uid, account.gid);
  renameSync(fresh, home.accessFile);
}

/** Made for a small machine; written once into postgresql.conf, where an operator may change them. */
const settings = {
  shared_buffers: "64MB",
  effective_cache_size: "512MB",
  max_connections: "60",
  maintenance_work_mem: "64MB",
  synchronous_commit: "on",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements carry people's data: the log names errors, never statements nor values.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

const throwawaySettings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * Makes the cluster unless it is there. Works in a folder beside it and renames that at the end, so a start
 * that is killed half-way leaves nothing behind that looks like a cluster, and of two at once one wins.
 */
export async function createCluster(
  dataFolder: string,
  binaries: Binaries,
  account: Account | undefined,
  throwaway: boolean,
): Promise<void> {
  const home = homeIn(dataFolder);
  sweepLeftovers(dataFolder);
  if (existsSync(home.folder)) return;
  assertNoOtherMajor(dataFolder);

  const workshop = join(dataFolder, `new-${process.pid}-${randomBytes(4).toString("hex")}`);
  const fresh = homeIn(workshop);
  const give = (path: string) => account && chownSync(path, account.uid, account.gid);
  for (const folder of [workshop, fresh.folder]) {
    mkdirSync(folder, { mode: 0o700 });
    give(folder);
  }
  const access: Access = { port: 0, adminPassword: secret(), password: secret() };
  writeAccess(fresh, access, account);
  const passwordFile = join(fresh.folder, "admin-password");
  writeFileSync(passwordFile, access.adminPassword, { mode: 0o600 });
  give(passwordFile);

  const all = { ...settings, ...(throwaway && throwawaySettings) };
  const initdbArgs = [
    "-D",
    fresh.cluster,
    "-U",
    "postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
  ];
  initdbArgs.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  initdbArgs.push("--data-checksums", ...(throwaway ? ["--no-sync"] : []));
  for (const [name, value] of Object.entries(all)) initdbArgs.push("-c", `${name}=${value}`);
  const initialise = (ctype: string) =>
    runAs(account, binaries.initdb, [...initdbArgs, `--lc-ctype=${ctype}`]);
  // pg_trgm asks the C library what a letter is: under plain C it finds none outside ASCII.
  let made = await initialise("C.UTF-8");
  if (made.code !== 0) made = await initialise("C");
  if (made.code !== 0)
    throw new Error(`The Postgres folder ${home.folder} could not be made:\n${made.output}`);
  rmSync(passwordFile);
  try {
    renameSync(fresh.folder, home.folder);
  } catch (error) {
    if (!existsSync(home.folder)) throw error;
  }
  rmSync(workshop, { recursive: true, force: true });
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}

function sweepLeftovers(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    const pid = Number(/^new-(\d+)-/.exec(name)?.[1]);
    // A container gives the same number to each of its starts: our own number is a dead namesake's.
    if (!pid || (pid !== process.pid && isAlive(pid))) continue;
    try {
      rmSync(join(dataFolder, name), { recursive: true, force: true });
    } catch {
      // An orphaned initdb still writes there: the next start sweeps it.
    }
  }
}

function assertNoOtherMajor(dataFolder: string): void {
  const other = readdirSync(dataFolder).find((name) => /^pg\d+$/.test(name));
  if (other)
    throw new Error(
      `${join(dataFolder, other)} was made by another Postgres version than the ${MAJOR} that this Jackdaw brings. ` +
        "Nothing was changed. Start the older Jackdaw again, or set JACKDAW_DATA to an empty folder.",
    );
}
