import { formatExact } from "@/lib/format/format-count";
import { formatPercent } from "@/lib/format/format-percent";
import type { ThresholdCondition } from "@/lib/alerts/schemas";

/** Minutes in a sentence: "15 min", "2 h", "1 d", "1 h 30 min". */
export function minutesText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? "" : ` ${rest} min`}`;
}

/** "a", "a or b", "a, b or c". */
export function listText(words: readonly string[], last: "and" | "or" = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A value as its rule counts: "4.2%", "12 a minute", "16 min", "1,204". Unknown is "–". */
export function amountText(
  { measure, changeFrom }: Pick<ThresholdCondition, "measure" | "changeFrom">,
  value: number | null,
): string {
  if (value === null) return "–";
  if (measure.kind === "silence") return minutesText(Math.round(value));
  if (measure.kind === "ratio" || changeFrom !== null) return formatPercent(value / 100);
  return measure.kind === "rate" ? `${numberText(value)} a minute` : numberText(value);
}

/** A number as a person writes it: whole ones in full, others with three digits. */
export function numberText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return formatExact(value);
  return String(Number(value.toPrecision(3))).replace("-", "−");
}
