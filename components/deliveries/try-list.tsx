import { TimeAgo } from "@/components/ui/time-ago";
import { formatDuration } from "@/lib/format/format-duration";
import type { DeliveryTry } from "@/lib/notifications/schemas";
import { tryWords } from "./words";

/** Each try and what the other side said to it, newest first. */
export function TryList({ tries, attempts }: { tries: readonly DeliveryTry[]; attempts: number }) {
  if (tries.length === 0) return null;
  const missing = attempts - tries.length;
  return (
    <div>
      <h2>Tries</h2>
      <ol className="dv-l">
        {tries.toReversed().map(({ at, status, tookMs, answer }) => (
          <li key={at} className="dv-w">
            <span className="med">{tryWords[status]}</span>{" "}
            <span className="mut">
              <TimeAgo at={at} sentence />, after {formatDuration(tookMs)}
            </span>
            {answer ? `: ${answer}` : ""}
          </li>
        ))}
      </ol>
      {missing > 0 ? (
        <p className="mut">
          {missing === 1 ? "One more is" : `${missing} more are`} not told of here: under way, cut short, or
          older.
        </p>
      ) : null}
    </div>
  );
}
