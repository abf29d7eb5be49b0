import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Names one run of one process. */
export interface ProcessIdentity {
  pid: number;
  /** Linux: when it started, in clock ticks since boot, so that a used-again number is told apart; '' elsewhere. */
  startedAt: string;
  /** Within which process numbers mean the same: the boot and the container on Linux, the host elsewhere. */
  place: string;
}

/** This process. */
export function identifyProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: readStat(process.pid)?.startedAt ?? "", place: readPlace() };
}

/** Whether that run still goes on. Asked of another place's process, the answer means nothing. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  const stat = readStat(pid);
  if (stat) return stat.startedAt === startedAt && !/[ZX]/.test(stat.state);
  if (process.platform === "linux") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** `/proc/<pid>/stat`; its second field is a name in brackets that may contain anything. */
function readStat(pid: number): { state: string; startedAt: string } | undefined {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", startedAt: fields[19] ?? "" };
}

function readPlace(): string {
  const boot = read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  const space = read(() => readlinkSync("/proc/self/ns/pid"));
  return boot && space ? `${boot} ${space}` : hostname();
}

function read(get: () => string): string | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
