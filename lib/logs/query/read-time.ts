import { toMilliseconds, readRelativeDate } from "@/lib/search/grammar/read-amount";
import { InvalidInputError } from "@/lib/errors";
import type { LogRange } from "@/lib/logs/schemas";
import type { Range } from "./compile/narrow-range";

const NANOSECONDS = 1_000_000n;
/** Before this and after that are no times of ours: nanoseconds have to fit into 63 bits. */
const LAST_MS = Date.UTC(2262, 0, 1);

/** ISO 8601 with up to nine digits of a second, or `-24h` before now → nanoseconds. @throws InvalidInputError */
export function readTime(text: string, now: Date): bigint {
  const relative = readRelativeDate(text);
  if (relative !== null) return BigInt(now.getTime() - toMilliseconds(relative)) * NANOSECONDS;
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? "";
  const ms = Date.parse(fraction === "" ? text : text.replace(`.${fraction}`, ""));
  if (Number.isNaN(ms) || Math.abs(ms) > LAST_MS)
    throw new InvalidInputError("This is no time that logs can have.", { from: text });
  return BigInt(ms) * NANOSECONDS + BigInt(fraction.padEnd(9, "0") || "0");
}

/** Nanoseconds → ISO 8601, UTC, nine digits. */
export function writeTime(time: bigint): string {
  const second = 1_000_000_000n;
  const rest = ((time % second) + second) % second;
  return `${new Date(Number((time - rest) / NANOSECONDS)).toISOString().slice(0, 19)}.${String(rest).padStart(9, "0")}Z`;
}

/** The stretch that was asked for. @throws InvalidInputError when it ends before it begins */
export function readRange({ from, to }: { from: string; to?: string | undefined }, now: Date): Range {
  const range = {
    from: readTime(from, now),
    to: to === undefined ? BigInt(now.getTime() + 1) * NANOSECONDS : readTime(to, now),
  };
  if (range.to <= range.from)
    throw new InvalidInputError(undefined, { to: "The end has to be after the beginning." });
  return range;
}

/** A stretch for the answer. */
export function writeRange({ from, to }: Range): LogRange {
  return { from: writeTime(from), to: writeTime(to) };
}
