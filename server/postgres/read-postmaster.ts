import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a server writes into `postmaster.pid` of its cluster while it runs. */
export interface Postmaster {
  pid: number;
  port: number;
  /** System V key and id of the segment that every process of this server is attached to. */
  segment: string;
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!pid) return undefined;
  return { pid, port: Number(lines[3] ?? 0), segment: (lines[6] ?? "").trim() };
}

/** Whether a process of this id exists and is not merely waiting to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/**
 * True where `postmaster.pid` names a process that Postgres itself would take for a running server although it
 * is none: a killed server not yet reaped, or another program with a used-again number after a reboot.
 * Then, and only when no process is attached to its shared memory any more, the file may be deleted.
 * (Postgres makes the same check of the segment; answered on Linux only, elsewhere one waits.)
 */
export function isLeftBehind(postmaster: Postmaster, cluster: string): boolean {
  if (process.platform !== "linux") return false;
  const command = readProc(`/proc/${postmaster.pid}/cmdline`);
  if (command === undefined || command.includes(cluster)) return false;
  return !isAttached(postmaster.segment);
}

function isZombie(pid: number): boolean {
  const stat = process.platform === "linux" ? readProc(`/proc/${pid}/stat`) : undefined;
  return stat !== undefined && /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
}

function isAttached(segment: string): boolean {
  const table = readProc("/proc/sysvipc/shm");
  if (table === undefined) return true;
  const wanted = segment.split(/\s+/);
  return table.split("\n").some((line) => {
    const [key, id, , , , , attached] = line.trim().split(/\s+/);
    return key === wanted[0] && id === wanted[1] && attached !== "0";
  });
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
