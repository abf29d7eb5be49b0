import type { UseQueryResult } from "@tanstack/react-query";
import { ChevronRight, Hourglass, Inbox } from "lucide-react";
import Link from "next/link";
import { projectLinks } from "@/components/projects/links";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { PreviewFrame } from "@/components/rules/preview-frame";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { formatExact } from "@/lib/format/format-count";
import type { OwnershipPreview, PreviewIssue, RuleOwning } from "@/lib/ownership/schemas";

type PanelProps = {
  query: UseQueryResult<OwnershipPreview>;
  /** The answer is to what stands in the editors right now. */
  isSettled: boolean;
};

/** Which of the newest issues each rule on the page would own, before anything is saved. */
export function OwnershipPreviewPanel({ query, isSettled }: PanelProps) {
  return (
    <PreviewFrame isBusy={!isSettled && !query.isError} subject="the newest issues">
      <Answer query={query} isSettled={isSettled} />
    </PreviewFrame>
  );
}

function Answer({ query: { data, error, refetch, isError }, isSettled }: PanelProps) {
  if (isError) return <LoadError what="The preview" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="ru-wait" aria-hidden>
        <Skeleton width="64%" height="12px" />
        <Skeleton width="88%" />
        <Skeleton width="72%" />
      </div>
    );
  }
  if (!data.result) {
    return (
      <EmptyState as="h3" icon={<Hourglass className="i" />} title="Waiting for rules that can be read">
        <p>The preview comes back when every line is right. What is wrong stands under the editor.</p>
      </EmptyState>
    );
  }
  const { examined, owned, rules, unowned, isPartial } = data.result;
  if (examined === 0) {
    return (
      <EmptyState as="h3" icon={<Inbox className="i" />} title="No issues yet">
        <p>With the first issues you see here whose they would be, before you save.</p>
      </EmptyState>
    );
  }
  return (
    <div className={classNames("ru-res", !isSettled && "is-old")}>
      <div className="ru-sum">
        <p>
          <b>
            {formatExact(owned)} of the last {examined === 1 ? "issue" : `${formatExact(examined)} issues`}{" "}
            would have an owner
          </b>
        </p>
        {isPartial ? <p className="sec">Time was up before older ones were looked at.</p> : null}
      </div>
      {rules.length > 0 ? <RuleList rules={rules} /> : null}
      {unowned.length > 0 ? (
        <div>
          <h3>
            Nobody's <span className="n num">{formatExact(examined - owned)}</span>
          </h3>
          <Issues issues={unowned} />
        </div>
      ) : null}
    </div>
  );
}

function RuleList({ rules }: { rules: readonly RuleOwning[] }) {
  return (
    <div>
      <h3>Rules</h3>
      <ul className="ru-rl">
        {rules.map((rule) => (
          <li key={`${rule.source} ${rule.line}`}>
            {rule.examples.length > 0 ? (
              <details>
                <summary>
                  <Line rule={rule} isOpenable />
                </summary>
                <Issues issues={rule.examples} />
              </details>
            ) : (
              <Line rule={rule} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line({
  rule: { source, line, text, issues },
  isOpenable,
}: {
  rule: RuleOwning;
  isOpenable?: boolean;
}) {
  return (
    <span className="ru-r">
      {isOpenable ? <ChevronRight className="chev" aria-hidden /> : <span className="chev" />}
      <span className="mut num" title={source === "codeowners" ? "Line of CODEOWNERS" : "Line of the rules"}>
        {source === "codeowners" ? `CO ${line}` : line}
      </span>
      <code className="trunc" title={text}>
        {text}
      </code>
      <span className={issues === 0 ? "mut nowrap" : "num nowrap"}>
        {issues === 1 ? "1 issue" : `${formatExact(issues)} issues`}
      </span>
    </span>
  );
}

function Issues({ issues }: { issues: readonly PreviewIssue[] }) {
  return (
    <ul className="ru-evs">
      {issues.map(({ shortId, title }) => (
        <li key={shortId}>
          <Link className="link" href={projectLinks.issue(shortId)}>
            {shortId}
          </Link>
          <span className="trunc sec" title={title}>
            {title}
          </span>
        </li>
      ))}
    </ul>
  );
}
