"use client";

import Link from "next/link";
import { useState } from "react";
import { amountText } from "@/components/alerts/words";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import { formatDuration } from "@/lib/format/format-duration";
import { formatTime } from "@/lib/format/format-time";
import type { Replayed } from "./queries";

const SHOWN = 10;

/** Each time that it would have fired, newest first; the numbers are those of the chart. */
export function FiringsTable({ replayed }: { replayed: Replayed }) {
  const { past, question } = replayed;
  const { condition } = question;
  const [isWhole, setWhole] = useState(false);
  const hydrated = useHydrated();
  if (past.firings.length === 0) return null;
  const numbered = past.firings.map((firing, place) => ({ ...firing, number: place + 1 })).toReversed();
  const rows = isWhole ? numbered : numbered.slice(0, SHOWN);
  const isIssue = condition.kind === "issue";
  const hasGroups = isIssue || condition.groupBy.length > 0;
  const until = Date.parse(past.from) + question.days * 86_400_000;
  const zone = hydrated ? new Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  return (
    <>
      <div className="tw-x" role="tabpanel" tabIndex={0} aria-label="Firings">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Fired</th>
              {isIssue ? null : (
                <>
                  <th scope="col" className="right">
                    Lasted
                  </th>
                  <th scope="col" className="right">
                    Peak
                  </th>
                </>
              )}
              {hasGroups ? <th scope="col">{isIssue ? "Issue" : "Group"}</th> : null}
              <th scope="col">Severity</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, startedAt, endedAt, peak, severity, group }) => (
              <tr key={number}>
                <td className="num">{number}</td>
                <td className="num">
                  <time dateTime={startedAt}>{formatTime(startedAt, { now: until, timeZone: zone })}</time>
                </td>
                {isIssue ? null : (
                  <>
                    <td className="num right">
                      {lastedText(
                        Date.parse(startedAt),
                        endedAt === null ? null : Date.parse(endedAt),
                        until,
                      )}
                    </td>
                    <td className="num right">{amountText(condition, peak)}</td>
                  </>
                )}
                {hasGroups ? (
                  <td>
                    {isIssue ? (
                      <Link href={`/issues/${encodeURIComponent(group)}`} prefetch={false}>
                        {group}
                      </Link>
                    ) : (
                      <code>{group}</code>
                    )}
                  </td>
                ) : null}
                <td className={severity === "critical" ? "t-error" : "mut"}>{severity}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {numbered.length > SHOWN && !isWhole ? (
        <div>
          <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
            Show all {numbered.length}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Checks are minutes apart: one that began with the last of them has lasted for nothing that could be told. */
function lastedText(from: number, to: number | null, until: number): string {
  const lasted = (to ?? until) - from;
  if (to !== null) return formatDuration(lasted);
  return lasted < 60_000 ? "still on" : `${formatDuration(lasted)}, still on`;
}
