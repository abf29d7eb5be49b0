import { ArrowDown } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import type { IssueSort } from "@/lib/issues/schemas";

type IssueHeadProps = {
  sort: IssueSort;
  onSort: (sort: IssueSort) => void;
  trend: "24h" | "14d";
  onTrend: (trend: "24h" | "14d") => void;
  selected: number;
  loaded: number;
  /** Undefined for those who only look. */
  onSelectAll: ((all: boolean) => void) | undefined;
};

const COLUMNS: { sort: IssueSort; label: string; title: string; className?: string }[] = [
  { sort: "events", label: "Events", title: "Most events first" },
  { sort: "users", label: "Users", title: "Most users first" },
  { sort: "lastSeen", label: "Seen", title: "Last seen first" },
  { sort: "firstSeen", label: "Age", title: "Youngest first", className: "c-age" },
];

const TRENDS = [
  { value: "24h", label: "24h" },
  { value: "14d", label: "14d" },
] as const;

/** The heads of the columns: select all, the window of the trend, and the order. */
export function IssueHead(props: IssueHeadProps) {
  const { onSelectAll } = props;
  const isAll = props.selected > 0 && props.selected >= props.loaded;
  return (
    <div className="ihead" role="row" aria-rowindex={1}>
      <span className="c-cb" role="columnheader">
        {onSelectAll ? (
          <Checkbox
            aria-label={`Select the ${props.loaded} loaded issues`}
            checked={isAll}
            mixed={props.selected > 0 && !isAll}
            onChange={() => onSelectAll(!isAll)}
          />
        ) : (
          <span className="vh">Selected</span>
        )}
      </span>
      <span role="columnheader">
        <span className="vh">Level</span>
      </span>
      <span role="columnheader">Issue</span>
      <span className="c-trend" role="columnheader">
        <Segmented
          label="Trend window"
          size="sm"
          value={props.trend}
          onValueChange={props.onTrend}
          options={TRENDS}
        />
      </span>
      {COLUMNS.map(({ sort, label, title, className }) => {
        const isCurrent = sort === props.sort;
        return (
          <span
            key={sort}
            className={classNames("right", className)}
            role="columnheader"
            aria-sort={isCurrent ? "descending" : undefined}
          >
            <button type="button" title={title} onClick={() => props.onSort(sort)}>
              {label}
              {isCurrent ? <ArrowDown className="i" /> : null}
            </button>
          </span>
        );
      })}
      <span role="columnheader">
        <span className="vh">Assignee</span>
      </span>
    </div>
  );
}
