import type { IssueLocation } from "./locate-issue";

const DAY_MS = 86_400_000;
/** As far from an event as its neighbours are looked for first. */
const NEIGHBOURS_MS = 7 * DAY_MS;

/** A stretch of time, both ends in it, as Postgres reads them: few days are few partitions to plan for. */
export type Window = { from: Date | "-infinity"; until: Date | "infinity" };

/** All that is stored. */
export const everyDay: Window = { from: "-infinity", until: "infinity" };

function around(time: Date, before: number, after: number): Window {
  return { from: new Date(time.getTime() - before), until: new Date(time.getTime() + after) };
}

/** Where the first event of an issue lies, unless it was removed. */
export function aroundFirst({ firstSeen }: IssueLocation): Window {
  return around(firstSeen, 0, DAY_MS);
}

/** Where the last event of an issue lies, and what came since the issue was read. */
export function aroundLast({ lastSeen }: IssueLocation): Window {
  return around(lastSeen, DAY_MS, DAY_MS);
}

/** Where the events before and after one mostly lie. */
export function aroundEvent({ receivedAt }: { receivedAt: Date }): Window {
  return around(receivedAt, NEIGHBOURS_MS, NEIGHBOURS_MS);
}

/**
 * Lets Postgres keep the plan of a query over all days, which takes longer to make than to follow, and is the same whatever
 * is asked. One over few days is planned each time: it is then a plan for these days alone.
 */
export function keptPlan(window: Window, name: string): { name?: string } {
  return window === everyDay ? { name: `${name}-of-every-day` } : {};
}
