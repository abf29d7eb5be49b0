import { TimeAgo } from "@/components/ui/time-ago";
import { formatDuration } from "@/lib/format/format-duration";
import type { ChannelRow } from "@/lib/notifications/schemas";

/** What became of the newest delivery to a channel. Its answer is whatever the other side says: text. */
export function LastDelivery({ last }: Pick<ChannelRow, "last">) {
  if (last === null) return <p className="mut">Nothing was sent here yet.</p>;
  const { at, answer, tookMs, status, isRetried } = last;
  const tone = status === "failed" ? "t-error" : isRetried ? "t-warning" : "sec";
  return (
    <p className={`ch-w ${tone}`}>
      {wordsOf(last)} <TimeAgo at={at} sentence />
      {tookMs === null || status !== "sent" ? "" : `, in ${formatDuration(tookMs)}`}
      {answer ? `: ${answer}` : ""}
    </p>
  );
}

function wordsOf({ status, isRetried }: NonNullable<ChannelRow["last"]>): string {
  if (isRetried) return "Being tried again since";
  const words = {
    waiting: "Waiting since",
    sending: "Being sent since",
    sent: "Sent",
    failed: "Failed",
    dropped: "Dropped",
  };
  return words[status];
}
