import { useQuery } from "@tanstack/react-query";
import { formatLimited } from "./format-limited";
import { issueCountsQuery } from "./queries";
import { filterOf, type View } from "./view";

/** Counts of tabs are for the eye: those of the list itself are kept younger. */
const COUNTED_EVERY_MS = 60_000;

/** How many issues a tab leads to; counted when the list itself has come. */
export function TabCount({ target, isCounted }: { target: View; isCounted: boolean }) {
  const counts = useQuery({
    ...issueCountsQuery(filterOf(target)),
    staleTime: COUNTED_EVERY_MS,
    refetchInterval: COUNTED_EVERY_MS,
    enabled: isCounted,
  });
  return <span className="n num">{formatLimited(counts.data?.[target.status])}</span>;
}
