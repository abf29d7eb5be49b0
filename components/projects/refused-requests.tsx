import { X } from "lucide-react";
import { explainReason, isKnownReason } from "@/components/stats/reasons";
import { formatCount } from "@/lib/format/format-count";
import { formatClock } from "@/lib/format/format-time";
import type { RefusedRow } from "@/lib/projects/schemas";

type RefusedProps = { refused: readonly RefusedRow[]; noun?: "request" | "line" };

/** What was refused in the last 24 hours, one line per reason. */
export function RefusedRequests({ refused, noun = "request" }: RefusedProps) {
  return refused.map(({ outcome, reason, quantity, lastHour }) => (
    <li className="bad" key={`${outcome} ${reason}`}>
      <X className="i" />
      <div>
        <span>
          {formatCount(quantity)} {quantity === 1 ? noun : `${noun}s`} refused, last after{" "}
          <time dateTime={lastHour}>{formatClock(lastHour)} UTC</time>
        </span>
        <p>
          {explainReason(outcome, reason)}
          {reason && !isKnownReason(reason) ? (
            <>
              {" "}
              <code>{reason}</code>
            </>
          ) : null}
        </p>
      </div>
    </li>
  ));
}
