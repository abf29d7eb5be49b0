/** Stretches of time before now, as menus of logs offer them. */
export const logPeriods = ["15m", "1h", "4h", "24h", "7d", "30d"] as const;
export type LogPeriod = (typeof logPeriods)[number];

/** What the page of logs shows when its address says nothing. */
export const logDefaults = { period: "1h", order: "newest", columns: "service" } as const;

/** Columns between the level and the message, at most. */
export const mostColumns = 8;

/** Charts of logs on the page of one project. */
export const chartLimit = 24;

/** Of one table for `lookup`: UTF-8 bytes of CSV, rows beside the one of names, and columns. */
export const lookupLimits = { bytes: 512_000, rows: 20_000, columns: 50 } as const;
/** Tables of one project. */
export const lookupCount = 50;
