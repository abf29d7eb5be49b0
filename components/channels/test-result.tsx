"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useNow } from "@/components/alerts/use-now";
import { deliveryQuery } from "@/components/deliveries/queries";
import { isPending, nextTryText } from "@/components/deliveries/words";
import { paths } from "@/components/layout/place";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatDuration } from "@/lib/format/format-duration";
import type { DeliveryDetail } from "@/lib/notifications/schemas";

/** What becomes of a test message, while it does. */
export function TestResult({ deliveryId }: { deliveryId: string }) {
  const { data, error } = useQuery(deliveryQuery(deliveryId));
  const now = useNow(1_000);
  const tone = data?.status === "sent" ? "t-ok" : data && data.answer ? "t-error" : "sec";
  return (
    <p className={`ch-w ${tone}`} role="status">
      {data ? <Words delivery={data} now={now} /> : error ? error.message : "Test: on its way…"}{" "}
      <Link className="link" href={`${paths.deliveries}?open=${deliveryId}`}>
        Details
      </Link>
    </p>
  );
}

function Words({ delivery, now }: { delivery: DeliveryDetail; now: number }) {
  const { status, answer, tookMs, tries } = delivery;
  if (isPending(delivery) && answer === "") return "Test: on its way…";
  const at = tries.at(-1)?.at;
  const took = tookMs === null ? "" : `, after ${formatDuration(tookMs)}`;
  const next = isPending(delivery) ? `; it is tried again ${nextTryText(delivery, now)}` : "";
  const word =
    status === "sent" ? "Test arrived" : status === "dropped" ? "Test was not sent" : "Test failed";
  return (
    <>
      {word} {at ? <TimeAgo at={at} sentence /> : null}
      {took}
      {answer ? `: ${answer}` : ""}
      {next}
    </>
  );
}
