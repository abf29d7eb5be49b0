import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Account } from "./pick-account";
import { runAs } from "./run-as";

/**
 * The folder that holds the cluster: `dataDir` (made if absent), or, where the account cannot reach that
 * (a clone in a closed home, started by root), a folder of this clone's own in a system place.
 */
export async function pickFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const wanted = resolve(dataDir);
  makeFolder(wanted, account);
  if (!account) {
    assertWritable(wanted);
    return wanted;
  }
  if (await canEnter(wanted, account)) return wanted;

  const name = `jackdaw-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`;
  for (const place of ["/var/lib", "/var/tmp"]) {
    const folder = join(place, name);
    try {
      makeFolder(folder, account);
    } catch {
      continue;
    }
    // In a folder that all may write, somebody else may have made it first.
    const found = lstatSync(folder);
    if (found.isDirectory() && found.uid === 0 && (await canEnter(folder, account))) return folder;
  }
  throw new Error(
    `Postgres runs as the user “${account.name}”, who can reach neither ${wanted} nor a folder in /var/lib or /var/tmp. ` +
      "Set JACKDAW_DATA to a folder that this user can reach.",
  );
}

/** The account that owns an existing cluster wins, so that `sudo npm start` and `npm start` can take turns. */
export function accountOf(cluster: string, fallback: Account | undefined): Account | undefined {
  if (!fallback) return undefined;
  try {
    const { uid, gid } = statSync(cluster);
    return uid === 0 || uid === fallback.uid ? fallback : { name: `#${uid}`, uid, gid };
  } catch {
    return fallback;
  }
}

function makeFolder(folder: string, account: Account | undefined): void {
  const first = mkdirSync(folder, { recursive: true });
  if (!first) return;
  // Said out loud because a umask of 077 would close what we just made to the account.
  const mode = account ? 0o711 : 0o700;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, mode);
}

function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Error(
      `The data folder ${folder} cannot be written by this user. Give it to this user, or set JACKDAW_DATA to another one.`,
    );
  }
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await runAs(account, "/bin/sh", ["-c", 'cd "$0"', folder])).code === 0;
}
