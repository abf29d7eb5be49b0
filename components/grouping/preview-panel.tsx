import type { UseQueryResult } from "@tanstack/react-query";
import { Hourglass, Inbox } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { PreviewFrame } from "@/components/rules/preview-frame";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { formatExact } from "@/lib/format/format-count";
import type { PreviewResult, RulesPreview } from "@/lib/projects/grouping/schemas";
import { PreviewChanges } from "./preview-changes";
import { PreviewRules } from "./preview-rules";

type PanelProps = {
  query: UseQueryResult<RulesPreview>;
  /** The answer is to what stands in the editors right now. */
  isSettled: boolean;
  isDirty: boolean;
};

/** What the rules on the page would do with the newest events, before anything is saved. */
export function PreviewPanel({ query, isSettled, isDirty }: PanelProps) {
  return (
    <PreviewFrame isBusy={!isSettled && !query.isError} subject="the newest events">
      <Answer query={query} isSettled={isSettled} isDirty={isDirty} />
    </PreviewFrame>
  );
}

function Answer({ query: { data, error, refetch, isError }, isSettled, isDirty }: PanelProps) {
  if (isError) return <LoadError what="The preview" error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (!data.result) {
    return (
      <EmptyState as="h3" icon={<Hourglass className="i" />} title="Waiting for rules that can be read">
        <p>The preview comes back when every line is right. What is wrong stands under the editor.</p>
      </EmptyState>
    );
  }
  if (data.result.examined === 0) {
    return (
      <EmptyState as="h3" icon={<Inbox className="i" />} title="No events yet">
        <p>
          With the first stored events you see here what each rule matches and how issues would change, before
          you save.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={classNames("ru-res", !isSettled && "is-old")}>
      <Summary result={data.result} />
      <PreviewChanges result={data.result} isDirty={isDirty} />
      <PreviewRules rules={data.result.rules} />
    </div>
  );
}

function Summary({ result }: { result: PreviewResult }) {
  const { examined, matched, isPartial, groups } = result;
  const events = examined === 1 ? "the last event" : `the last ${formatExact(examined)} events`;
  return (
    <div className="ru-sum">
      <p>
        <b>
          Matched {formatExact(matched)} of {events}
        </b>
      </p>
      <p className="sec">
        {groups.before === groups.after
          ? `They make ${issues(groups.after)}, as now.`
          : `They make ${issues(groups.after)} in place of ${formatExact(groups.before)}.`}
        {isPartial ? " Time was up before older ones were looked at." : ""}
      </p>
    </div>
  );
}

function issues(count: number): string {
  return count === 1 ? "1 issue" : `${formatExact(count)} issues`;
}

function Waiting() {
  return (
    <div className="ru-wait" aria-hidden>
      <Skeleton width="64%" height="12px" />
      <Skeleton width="42%" />
      <Skeleton width="88%" />
      <Skeleton width="72%" />
    </div>
  );
}
