/** Ages of lines, by the UTC day of their own time: today, the six days before, the three weeks before, older. */
export const logAges = ["today", "week", "month", "older"] as const;
export type LogAge = (typeof logAges)[number];

/** What the log of a project takes up, by the catalog: nothing is read for it. */
export type LogUsage = {
  lines: number;
  /** Of files and of what waits to be sealed. */
  bytes: number;
  /** Bytes of JSON that senders' lines were, before packing. */
  rawBytes: number;
  /** Lines that are received and not sealed yet; they are in no row of `ages`. */
  waiting: number;
  /** In the order of `logAges`; `levels` are lines of debug, information, warning, error. */
  ages: { levels: [number, number, number, number]; bytes: number }[];
  /** UTC day of the oldest file, `2026-11-18`; null without files. */
  oldestDay: string | null;
};
