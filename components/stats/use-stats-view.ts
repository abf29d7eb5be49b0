import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import {
  allCategories,
  defaultCategory,
  defaultPeriod,
  readStatsQuery,
  type StatsQuery,
} from "@/lib/stats/schemas";

const shape = {
  period: parseAsString.withDefault(defaultPeriod),
  category: parseAsString.withDefault(defaultCategory),
  key: parseAsString,
  /** Outcomes that the chart leaves out. */
  hide: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What the address says about the Stats page: what to count, and which layers the chart leaves out. */
export function useStatsView() {
  const [asked, change] = useQueryStates(shape);
  const query: StatsQuery = readStatsQuery(asked);
  return {
    query,
    hidden: asked.hide,
    setPeriod: (period: string) => change({ period }),
    setCategory: (category: string) => change({ category }),
    showAllCategories: () => change({ category: allCategories }),
    setKey: (key: string | null) => change({ key }),
    toggle: (outcome: string) =>
      change({
        hide: asked.hide.includes(outcome)
          ? asked.hide.filter((one) => one !== outcome)
          : [...asked.hide, outcome],
      }),
  };
}
