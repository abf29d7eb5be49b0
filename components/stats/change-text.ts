import { formatPercent } from "@/lib/format/format-percent";
import type { Figure } from "@/lib/stats/schemas";

/** How a figure compares with the period before: words, and whether that is worse than chance explains. */
export type Change = { text: string; isWorse: boolean };

/** Counts that arrive at random vary by about the square root; three of those are beyond it. */
const SIGMAS = 3;
const WORSE_BY = 0.2;

/** "38% over the 7 days before", "−3% on the 7 days before", or why there is nothing to compare with. */
export function changeText({ now, before }: Figure, period: string): Change {
  if (before === null) return { text: "no earlier period yet", isWorse: false };
  if (before === 0)
    return { text: now === 0 ? `none before either` : `none in the ${period} before`, isWorse: now > 9 };
  const share = (now - before) / before;
  const isWorse = share > WORSE_BY && now - before > SIGMAS * Math.sqrt(before);
  if (now === before) return { text: `same as the ${period} before`, isWorse: false };
  const sign = share > 0 ? "+" : "";
  return { text: `${sign}${formatPercent(share)} on the ${period} before`, isWorse };
}
