import type { StoredFile } from "@/lib/logs/store/read-snapshot";

/**
 * Why a file is not read, the gravest first. `unset`: it lies in a bucket and no bucket is set. `away`: the bucket does not give
 * it now. `room`: the cache is too small for all files of the question. `slow`: it is still on its way. `damaged`: it is
 * not what was written. `lost`: it is not where it should be.
 */
const reasons = {
  unset: "They lie in a bucket, and JACKDAW_LOGS_BUCKET is not set.",
  away: "The bucket that they lie in cannot be read.",
  room: "They need more room than their cache has: ask for a shorter time, or raise JACKDAW_LOGS_CACHE_MB.",
  slow: "They are on their way from the bucket: ask again in a moment.",
  damaged: "Their files are damaged.",
  lost: "Their files are not there any more.",
} as const;
export type UnreadReason = keyof typeof reasons;

export interface UnreadFile {
  file: Pick<StoredFile, "id" | "timeMin" | "timeMax">;
  reason: UnreadReason;
}

/** A stretch of which some lines were not looked at, in nanoseconds, both ends included. */
export interface UnreadPart {
  from: bigint;
  to: bigint;
  reason: UnreadReason;
}

/** Whether asking again will not help: then a question is answered without these lines, whoever asks. */
export function isLasting({ reason }: UnreadFile): boolean {
  return reason === "lost" || reason === "damaged";
}

/** The stretch of some files, which are at least one, as far as a question reaches: [from, to). */
export function toUnreadPart(
  unread: readonly UnreadFile[],
  { from, to }: { from: bigint; to: bigint },
): UnreadPart {
  const parts = unread.map(({ file, reason }) => ({
    from: file.timeMin < from ? from : file.timeMin,
    to: file.timeMax >= to ? to - 1n : file.timeMax,
    reason,
  }));
  return parts.reduce(joinUnread);
}

/** The stretch around two of them, for the graver reason. */
export function joinUnread(a: UnreadPart, b: UnreadPart): UnreadPart {
  const order = Object.keys(reasons);
  return {
    from: a.from < b.from ? a.from : b.from,
    to: a.to > b.to ? a.to : b.to,
    reason: order.indexOf(a.reason) <= order.indexOf(b.reason) ? a.reason : b.reason,
  };
}

/** Says which lines an answer does without, and why, for whoever reads it. */
export function describeUnread({ from, to, reason }: UnreadPart): string {
  return `Some lines from ${toMinute(from)} to ${toMinute(to)} UTC were not searched. ${reasons[reason]}`;
}

function toMinute(time: bigint): string {
  return new Date(Number(time / 1_000_000n)).toISOString().slice(0, 16).replace("T", " ");
}
