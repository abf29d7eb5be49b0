import { join } from "node:path";
import { env } from "@/lib/env";
import { dayText } from "@/lib/db/partition";

/** Where the log files of this installation lie. */
export function logFolder(): string {
  return join(env().JACKDAW_DATA, "logs");
}

/** Where unfinished work lies, on the same volume as the files: what is there belongs to nobody after a crash. */
export function workFolder(folder: string): string {
  return join(folder, "work");
}

export interface FilePlace {
  projectId: number;
  id: string;
  /** `2026-11-22`. */
  day: string;
  /** It lies in the bucket, and at its path is a copy at most. */
  isRemote?: boolean;
}

/** Where copies of the bucket's files lie, all of which may go at any time. */
export function cacheFolder(folder: string): string {
  return join(folder, "cache");
}

/** The path of a sealed file, or of its copy. */
export function filePath(folder: string, { projectId, day, id, isRemote }: FilePlace): string {
  return join(isRemote ? cacheFolder(folder) : folder, String(projectId), day, `${id}.parquet`);
}

const DAY_NS = 86_400_000_000_000n;

/** The UTC day of a time in nanoseconds, as Postgres reads it: years before 1 are not reached by 64 bits. */
export function dayOfNs(time: bigint): string {
  const days = time >= 0n ? time / DAY_NS : (time + 1n) / DAY_NS - 1n;
  return dayText(new Date(Number(days) * 86_400_000));
}
