import type { DragEventHandler, ReactNode } from "react";
import type { AnyTab } from "./view-tabs";

type ViewTabProps = {
  tab: AnyTab;
  /** 1 is the first; the key of the first nine. */
  place: number;
  href: string;
  isCurrent: boolean;
  isChanged: boolean;
  count: ReactNode;
  onOpen: () => void;
  draggable?: boolean;
  onDragStart?: DragEventHandler;
  onDragEnd?: DragEventHandler;
  onDragOver?: DragEventHandler;
  onDrop?: DragEventHandler;
};

/** One tab: a link to its list, with how many that holds and a dot while the list differs from it. */
export function ViewTab(props: ViewTabProps) {
  const { tab, place, href, isCurrent, isChanged, count, onOpen, ...drag } = props;
  return (
    <a
      {...drag}
      href={href}
      title={tab.saved && !tab.saved.isMine && tab.saved.owner ? `Shared by ${tab.saved.owner}` : undefined}
      aria-current={isCurrent ? "page" : undefined}
      aria-keyshortcuts={place <= 9 ? String(place) : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {tab.saved ? <span className="trunc vw-name">{tab.label}</span> : tab.label} {count}
      {isChanged ? (
        <span className="vw-dot" title="Changed">
          <span className="vh">, changed</span>
        </span>
      ) : null}
    </a>
  );
}
