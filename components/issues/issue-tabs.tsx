import { formatExact } from "@/lib/format/format-count";
import { countLimit, type IssueCounts } from "@/lib/issues/schemas";
import { type View, viewHref } from "./view";

/** The views of the list, in the order of their keys 1 to 3. */
export const issueTabs = [
  { status: "unresolved", label: "Unresolved" },
  { status: "resolved", label: "Resolved" },
  { status: "all", label: "All" },
] as const;

type IssueTabsProps = {
  view: View;
  counts: IssueCounts | undefined;
  onPick: (status: View["status"]) => void;
};

/** Views as links with their counts; a plain click changes the view without asking the server for a page. */
export function IssueTabs({ view, counts, onPick }: IssueTabsProps) {
  return (
    <nav className="tabs" aria-label="Views">
      {issueTabs.map(({ status, label }, index) => (
        <a
          key={status}
          href={viewHref({ ...view, status })}
          aria-current={view.status === status ? "page" : undefined}
          aria-keyshortcuts={String(index + 1)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onPick(status);
          }}
        >
          {label} <span className="n num">{formatLimited(counts?.[status])}</span>
        </a>
      ))}
    </nav>
  );
}

/** A count that stops at the limit: "128", "10,000+", "–" while unknown. */
export function formatLimited(count: number | undefined): string {
  return count !== undefined && count > countLimit ? `${formatExact(countLimit)}+` : formatExact(count);
}
