import { useQuery } from "@tanstack/react-query";
import { useLiveAddress } from "./tail/use-live-address";
import type { LogQuestion } from "@/lib/logs/schemas";
import { useLogTools } from "./log-subject";
import { logHistogramQuery } from "./queries";
import type { LogTab, LogView } from "./view";

/** The tab that is shown: the one of the address, else the one that the question asks for; lines are followed as lines. Null until that is known. */
export function useLogTab({ tab, query }: LogView, question: LogQuestion): LogTab | null {
  const [isLive] = useLiveAddress();
  const mayBeTable = tab === null && !isLive && query.includes("|");
  const tools = useLogTools(mayBeTable);
  // Where the language cannot be loaded, the server tells.
  const { data, isPlaceholderData } = useQuery({ ...logHistogramQuery(question), enabled: false });
  if (tab !== null) return tab;
  if (!mayBeTable) return "lines";
  const told = isPlaceholderData || !data ? null : data.query.shape === "table";
  const isTable = tools?.asksForTable(query) ?? told;
  return isTable === null ? null : isTable ? "chart" : "lines";
}
