import { findToken } from "@/lib/logs/doors/find-token";
import type { LogLine } from "@/lib/logs/line";

const NO_QUERY = new URLSearchParams();

/** What a line has in a field `token`, where that has the form of one: 32 hex digits. */
export function tokenOf({ attributes }: LogLine): string | undefined {
  const shown = attributes?.["token"];
  if (typeof shown !== "string") return undefined;
  return findToken({ headers: {}, query: NO_QUERY }, shown).token ?? undefined;
}
