import type { ArchiveUntil } from "@/lib/issues/workflow/schemas";

type Typed = { events: string; users: string; window: string };

/** What somebody typed into the fields of "until it happens more"; `window` is minutes, or "any". */
export function readCount({
  events,
  users,
  window,
}: Typed):
  | { until: Extract<ArchiveUntil, { type: "count" }> }
  | { errors: { events?: string; users?: string } } {
  const wanted = { events: readNumber(events), users: readNumber(users) };
  const wrong = "Use a whole number from 1 to 1,000,000,000.";
  const errors = {
    ...(wanted.events === null ? { events: wrong } : {}),
    ...(wanted.users === null ? { users: wrong } : {}),
  };
  if (wanted.events === null || wanted.users === null) return { errors };
  if (wanted.events === undefined && wanted.users === undefined)
    return { errors: { events: "Say how many events or users." } };
  return {
    until: {
      type: "count",
      ...(wanted.events === undefined ? {} : { events: wanted.events }),
      ...(wanted.users === undefined ? {} : { users: wanted.users }),
      ...(window === "any" ? {} : { windowMinutes: Number(window) }),
    },
  };
}

/** Undefined for nothing, null for what is no number of things. Thousands may be set apart. */
function readNumber(typed: string): number | null | undefined {
  const digits = typed.replaceAll(/[ ,]/g, "");
  if (digits === "") return undefined;
  if (!/^[0-9]{1,10}$/.test(digits)) return null;
  const value = Number(digits);
  return value >= 1 && value <= 1_000_000_000 ? value : null;
}
