import { useQuery } from "@tanstack/react-query";
import { ListFilter, WrapText } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { formatExact } from "@/lib/format/format-count";
import type { LogQuestion } from "@/lib/logs/schemas";
import { ColumnsMenu } from "./columns-menu";
import { ExportMenu } from "./export-menu";
import { logPatternsQuery } from "./queries";
import type { ChangeLogView } from "./use-log-view";
import type { LogTab, LogView } from "./view";

const TABS = [
  { value: "lines", label: "Lines" },
  { value: "patterns", label: "Patterns" },
  { value: "chart", label: "Chart" },
] as const satisfies readonly { value: LogTab; label: string }[];

type ResultHeadProps = {
  view: LogView;
  question: LogQuestion;
  columns: readonly string[];
  /** Fields that columns are offered for. */
  names: string[];
  /** The question cannot be read, so there is nothing to take away. */
  isUnread: boolean;
  isWrapped: boolean;
  onWrap: () => void;
  onFields: () => void;
  changeView: ChangeLogView;
};

/** What of the result is shown, and how. */
export function ResultHead(props: ResultHeadProps) {
  const { view, question, columns, names, isUnread, isWrapped, onWrap, onFields, changeView } = props;
  // Known once somebody looked at them.
  const patterns = useQuery({ ...logPatternsQuery(question), enabled: false });
  const patternCount = patterns.isPlaceholderData ? undefined : patterns.data?.patternCount;
  return (
    <div className="lhead">
      <Segmented
        label="Show"
        size="sm"
        value={view.tab ?? "lines"}
        onValueChange={(tab) => changeView({ tab })}
        options={TABS.map((tab) =>
          tab.value === "patterns" && patternCount !== undefined
            ? { ...tab, count: formatExact(patternCount) }
            : tab,
        )}
      />
      <span className="grow" />
      <Button
        className="m-fields"
        size="sm"
        variant="ghost"
        icon={<ListFilter className="i" />}
        onClick={onFields}
      >
        Fields
      </Button>
      <ColumnsMenu columns={columns} names={names} onChange={(next) => changeView({ columns: next })} />
      <Button
        className="d-only"
        size="sm"
        variant="ghost"
        icon={<WrapText className="i" />}
        aria-pressed={isWrapped}
        onClick={onWrap}
      >
        Wrap
      </Button>
      <ExportMenu question={question} columns={columns} isOff={isUnread} />
    </div>
  );
}
