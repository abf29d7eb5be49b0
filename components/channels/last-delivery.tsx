import Link from "next/link";
import { paths } from "@/components/layout/place";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatDuration } from "@/lib/format/format-duration";
import type { ChannelRow } from "@/lib/notifications/schemas";

/** What became of the newest delivery to a channel. Its answer is whatever the other side says: text. */
export function LastDelivery({ last }: Pick<ChannelRow, "last">) {
  if (last === null) return <p className="mut">Nothing was sent here yet.</p>;
  const { at, answer, tookMs, status, isRetried, id } = last;
  const tone = status === "failed" ? "t-error" : isRetried ? "t-warning" : "sec";
  return (
    <p className="sec ch-w ch-ans" title={answer}>
      <span className={tone}>{wordsOf(last)}</span>{" "}
      <Link className="link" href={`${paths.deliveries}?open=${id}`}>
        <TimeAgo at={at} sentence />
      </Link>
      {tookMs === null || status !== "sent" ? "" : `, in ${formatDuration(tookMs)}`}
      {answer ? `: ${answer}` : ""}
    </p>
  );
}

function wordsOf({ status, isRetried }: NonNullable<ChannelRow["last"]>): string {
  if (isRetried) return "Retrying, written";
  const words = {
    waiting: "Waiting, written",
    sending: "Being sent, written",
    sent: "Sent",
    failed: "Failed",
    dropped: "Dropped",
  };
  return words[status];
}
