"use client";

import { Check, CircleAlert, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatDuration } from "@/lib/format/format-duration";
import type { TestResult } from "@/lib/alerts/preview/schemas";
import type { Recipient } from "@/lib/alerts/schemas";
import type { ChannelRow, DeliveryRow } from "@/lib/notifications/schemas";

type RecipientStateProps = {
  recipient: Recipient;
  channels: readonly ChannelRow[] | undefined;
  isMailOff: boolean;
  sent: readonly DeliveryRow[] | undefined;
  tested: readonly TestResult[] | undefined;
};

/** Whether somebody is reached: what stands in the way, else the last test, else the last message. */
export function RecipientState({
  recipient: { to },
  channels,
  isMailOff,
  sent,
  tested,
}: RecipientStateProps) {
  const channel = to.type === "channel" ? channels?.find(({ id }) => id === to.id) : undefined;
  if (tested && tested.length > 0) return <Tested results={tested} />;
  if (channel && !channel.isEnabled) return <Line tone="warning">Switched off</Line>;
  if (channel?.kind === "email" && !channel.isVerified)
    return <Line tone="warning">Not confirmed by its reader yet</Line>;
  if (isMailOff && (to.type !== "channel" || channel?.kind === "email"))
    return <Line tone="warning">Mail is off on this server</Line>;
  const last = "id" in to ? sent?.find(({ recipient }) => recipient.id === to.id) : undefined;
  if (!last) return <Line tone="none">Not sent yet</Line>;
  const { status, tookMs, answer, sentAt, createdAt } = last;
  if (status === "sent")
    return (
      <Line tone="ok">
        Delivered <TimeAgo at={sentAt ?? createdAt} sentence />
        {tookMs === null ? "" : `, in ${formatDuration(tookMs)}`}
      </Line>
    );
  if (status === "failed") return <Line tone="error">{answer || "Failed"}</Line>;
  if (status === "dropped") return <Line tone="none">Not sent: {answer || "nobody wanted it"}</Line>;
  return <Line tone="warning">{answer ? `Tried again: ${answer}` : "On its way"}</Line>;
}

function Tested({ results }: { results: readonly TestResult[] }) {
  const bad = results.find(({ status }) => status === "failed" || status === "dropped");
  const waiting = results.find(({ status }) => status === "waiting");
  if (bad)
    return (
      <Line tone="error">
        Test{results.length > 1 ? ` to ${bad.name}` : ""}: {bad.answer || "not delivered"}
      </Line>
    );
  if (waiting) return <Line tone="warning">Test: {waiting.answer || "no answer yet"}</Line>;
  const [only] = results;
  return (
    <Line tone="ok">
      {results.length > 1
        ? `Test delivered to ${results.length} people`
        : `Test delivered${only?.tookMs ? ` in ${formatDuration(only.tookMs)}` : ""}`}
    </Line>
  );
}

const TONES = { ok: "t-ok", error: "t-error", warning: "t-warning", none: "mut" };

function Line({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <span className={`chn-r small ${TONES[tone]}`} role="status">
      {tone === "ok" ? (
        <Check className="i i-14" />
      ) : tone === "error" ? (
        <CircleAlert className="i i-14" />
      ) : tone === "warning" ? (
        <Clock className="i i-14" />
      ) : null}
      <span>{children}</span>
    </span>
  );
}
