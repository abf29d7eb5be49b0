import { formatBytes } from "@/lib/format/format-bytes";
import { describeBucket } from "@/lib/logs/bucket/describe-bucket";
import { inspectDatabase } from "./inspect-database";
import type { DiskState } from "./judge-disk";
import { type Disk, measureDisk } from "./measure-disk";
import { type DatabaseState, describeDatabase, probeDatabase } from "./probe-database";
import { listTroubles, takesEventsAlone } from "./report";
import { checkDisk, lastDisk } from "./watch-disk";
import { within } from "./within";

export interface Health {
  /** Sentences for the owner, the gravest first; empty when all is well. */
  why: string[];
  /** Whether this process can take events at this moment. */
  isReady: boolean;
  database: DatabaseState;
  /** Of the volume that holds the data folder; null when there is none here. */
  disk: Disk | null;
}

const FRESH_MS = 1_000;
const INSPECT_MS = 60_000;
const PATIENCE_MS = 2_000;

let latest: { at: number; health: Promise<Health> } | undefined;
let inspected: { at: number; reasons: string[] } = { at: Number.NEGATIVE_INFINITY, reasons: [] };

/** How this process and its database are. Looked up at most once a second, however many ask. `measure`: see `checkDisk`. */
export function readHealth(measure: () => Promise<Disk | null> = () => measureDisk()): Promise<Health> {
  const now = performance.now();
  if (!latest || now - latest.at > FRESH_MS) latest = { at: now, health: look(measure) };
  return latest.health;
}

/** Looks anew at the next question: for tests. */
export function forgetHealth(): void {
  latest = undefined;
  inspected = { at: Number.NEGATIVE_INFINITY, reasons: [] };
}

async function look(measure: () => Promise<Disk | null>): Promise<Health> {
  const [state, database, bucket] = await Promise.all([
    checkDisk(measure),
    probeDatabase(),
    describeBucket(PATIENCE_MS),
  ]);
  if (database !== "away") await inspectSometimes();
  const disk = lastDisk();
  const why = [
    describeDatabase(database),
    describeDisk(state, disk),
    bucket,
    ...listTroubles().values(),
    disk?.isContainerLayer
      ? "The data folder is inside the container and is lost with it. Mount a volume there."
      : null,
    ...inspected.reasons,
  ].filter((reason) => reason !== null);
  const isWritable = database === "fine" || database === "slow";
  return { why, isReady: state !== "full" && (isWritable || takesEventsAlone()), database, disk };
}

/** What is in the catalogs changes slowly. A failure leaves what was known; whether the database answers is asked elsewhere. */
async function inspectSometimes(): Promise<void> {
  const now = performance.now();
  if (now - inspected.at < INSPECT_MS) return;
  inspected = { ...inspected, at: now };
  const looking = inspectDatabase().then(
    (reasons) => {
      inspected = { at: now, reasons };
    },
    () => {},
  );
  await within(PATIENCE_MS, looking, undefined);
}

function describeDisk(state: DiskState, disk: Disk | null): string | null {
  if (!disk || state === "fine") return null;
  const room = `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} are free`;
  if (state === "low") return `The disk is getting full: ${room}.`;
  if (state === "scarce") return `The disk is nearly full: ${room}. The oldest events may go early.`;
  return `The disk is full: ${room}. New events are refused until there is room.`;
}
