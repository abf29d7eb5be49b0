import { useQuery } from "@tanstack/react-query";
import type { DragEventHandler } from "react";
import { formatLimited } from "@/components/issues/format-limited";
import { issueCountsQuery } from "@/components/issues/queries";
import { filterOf, type View, viewHref } from "@/components/issues/view";
import type { Tab } from "./tabs";

/** Counts of tabs are for the eye: those of the list itself are kept younger. */
const COUNTED_EVERY_MS = 60_000;

type ViewTabProps = {
  tab: Tab;
  /** 1 is the first; the key of the first nine. */
  place: number;
  target: View;
  isCurrent: boolean;
  isChanged: boolean;
  isCounted: boolean;
  onOpen: () => void;
  draggable?: boolean;
  onDragStart?: DragEventHandler;
  onDragEnd?: DragEventHandler;
  onDragOver?: DragEventHandler;
  onDrop?: DragEventHandler;
};

/** One tab: a link to its list, with how many issues that holds and a dot while the list differs from it. */
export function ViewTab(props: ViewTabProps) {
  const { tab, place, target, isCurrent, isChanged, isCounted, onOpen, ...drag } = props;
  const counts = useQuery({
    ...issueCountsQuery(filterOf(target)),
    staleTime: COUNTED_EVERY_MS,
    refetchInterval: COUNTED_EVERY_MS,
    enabled: isCounted,
  });
  return (
    <a
      {...drag}
      href={viewHref(target)}
      title={tab.saved && !tab.saved.isMine && tab.saved.owner ? `Shared by ${tab.saved.owner}` : undefined}
      aria-current={isCurrent ? "page" : undefined}
      aria-keyshortcuts={place <= 9 ? String(place) : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {tab.saved ? <span className="trunc vw-name">{tab.label}</span> : tab.label}{" "}
      <span className="n num">{formatLimited(counts.data?.[target.status])}</span>
      {isChanged ? (
        <span className="vw-dot" title="Changed">
          <span className="vh">, changed</span>
        </span>
      ) : null}
    </a>
  );
}
