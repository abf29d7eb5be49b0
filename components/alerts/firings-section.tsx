"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { paths } from "@/components/layout/place";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FiringRow, RuleDetail } from "@/lib/alerts/schemas";
import { formatDuration } from "@/lib/format/format-duration";
import { HistorySection } from "./history-section";
import { firingsQuery } from "./queries";
import { StateMark } from "./state-mark";
import { amountText } from "./words";

/** When a rule fired, how long and how badly, the newest first. */
export function FiringsSection({ rule, now }: { rule: RuleDetail; now: number }) {
  const history = useInfiniteQuery(firingsQuery(rule.id));
  const firings = history.data?.pages.flatMap((page) => page.firings) ?? [];
  return (
    <HistorySection
      title="Firings"
      history={history}
      foot={
        <Link className="link small" href={`${paths.deliveries}?rule=${rule.id}`}>
          Deliveries of this alert
        </Link>
      }
    >
      {firings.length === 0 ? (
        <p className="mut">
          It has not fired{rule.kind === "issue" ? ". What it told of stands in its deliveries." : " yet."}
        </p>
      ) : (
        <ol className="al-fir">
          {firings.map((firing) => (
            <Firing key={firing.id} firing={firing} rule={rule} now={now} />
          ))}
        </ol>
      )}
    </HistorySection>
  );
}

function Firing({ firing, rule, now }: { firing: FiringRow; rule: RuleDetail; now: number }) {
  const { severity, startedAt, endedAt, peak, issue, messages, groupKey } = firing;
  const lasted = formatDuration((endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt));
  const { condition } = rule;
  const facts = [
    endedAt ? lasted : `${lasted}, still on`,
    ...(peak === null || condition.kind === "issue" ? [] : [`peak ${amountText(condition, peak)}`]),
    messages === 1 ? "1 message" : `${messages} messages`,
  ];
  return (
    <li>
      <StateMark state={severity} />
      <div>
        <TimeAgo at={startedAt} sentence />
        {groupKey === "" ? null : (
          <span className="trunc al-gk" title={groupKey}>
            {groupKey}
          </span>
        )}
        <p className="mut small num">{facts.join(", ")}</p>
        {issue ? (
          <p className="small trunc">
            <Link className="link" href={paths.issue(issue.shortId)}>
              {issue.shortId}
            </Link>{" "}
            <span className="mut">{issue.title}</span>
          </p>
        ) : null}
      </div>
    </li>
  );
}
