import { spawnSync } from "node:child_process";

/** The system user that Postgres runs as, where that is not the user who started the program. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * Postgres refuses to run as root. As root this answers `postgres`, else `nobody`;
 * as anybody else `undefined`, which means "as I am".
 */
export function pickAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const uid = identify("-u", name);
    const gid = identify("-g", name);
    if (uid && gid) return { name, uid, gid };
  }
  throw new Error(
    "Postgres refuses to run as root, and this machine has neither a user “postgres” nor “nobody”. " +
      "Start Jackdaw as an ordinary user, or set DATABASE_URL.",
  );
}

function identify(flag: "-u" | "-g", name: string): number | undefined {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) >>> 0 : undefined;
}
