import { formatDuration } from "@/lib/format/format-duration";
import type { DeliveryRow, DeliveryState, DeliveryTry } from "@/lib/notifications/schemas";

type Standing = Pick<DeliveryRow, "status" | "attempts">;

export const stateWords: Readonly<Record<DeliveryState, string>> = {
  waiting: "Waiting",
  retrying: "Retrying",
  sent: "Sent",
  failed: "Failed",
  dropped: "Dropped",
};

/** In the order in which people choose them. */
export const deliveryStateWords = Object.keys(stateWords) as DeliveryState[];

export const stateTones = {
  waiting: "info",
  retrying: "warning",
  sent: "resolved",
  failed: "error",
  dropped: undefined,
} as const;

/** How a delivery stands, as the filters of the log call it: the try that is being made does not count. */
export function stateOf({ status, attempts }: Standing): DeliveryState {
  if (status !== "waiting" && status !== "sending") return status;
  return attempts > (status === "sending" ? 1 : 0) ? "retrying" : "waiting";
}

/** Whether it is not over. */
export function isPending({ status }: Pick<Standing, "status">): boolean {
  return status === "waiting" || status === "sending";
}

/** "in 42 s", "now", "being sent": when the next try is. */
export function nextTryText({ status, dueAt }: Pick<DeliveryRow, "status" | "dueAt">, now: number): string {
  if (status === "sending") return "being sent";
  const wait = dueAt === null ? 0 : Date.parse(dueAt) - now;
  return wait < 1_000 ? "now" : `in ${formatDuration(Math.ceil(wait / 1_000) * 1_000)}`;
}

/** "3 tries". */
export function triesText(attempts: number): string {
  return attempts === 1 ? "1 try" : `${attempts} tries`;
}

export const tryWords: Readonly<Record<DeliveryTry["status"], string>> = {
  sent: "Sent",
  retry: "To be tried again",
  failed: "Failed for good",
  dropped: "Dropped",
};
