import type { LogPeriod } from "@/lib/logs/constants";

/** Stretches before now as menus and titles name them. */
export const periodNames: Record<LogPeriod, string> = {
  "15m": "15 minutes",
  "1h": "1 hour",
  "4h": "4 hours",
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
};

/** The same behind "the last". */
export const lastNames: Record<LogPeriod, string> = { ...periodNames, "1h": "hour" };
