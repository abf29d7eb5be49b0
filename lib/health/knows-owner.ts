import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import { readContext } from "@/lib/auth/read-context";
import type { Context } from "@/lib/context";
import { ForbiddenError } from "@/lib/errors";
import { within } from "./within";

const PATIENCE_MS = 1_500;
const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 100;

/** Cookies that were an owner's when the database last said so, as SHA-256, with that time. */
const remembered = new Map<string, number>();

/**
 * Whether these are the headers of a signed-in owner. The database is asked each time; only while it does not answer does
 * what it said in the last ten minutes count, because that is when an owner wants to know why. `read` asks it.
 */
export async function knowsOwner(
  headers: Headers,
  read: (headers: Headers) => Promise<Context | null> = readContext,
): Promise<boolean> {
  const cookie = headers.get("cookie");
  if (!cookie) return false;
  const name = createHash("sha256").update(cookie).digest("base64");
  const answer = await within(
    PATIENCE_MS,
    read(headers).catch(() => "away" as const),
    "away" as const,
  );
  if (answer === "away") return Date.now() - (remembered.get(name) ?? 0) < REMEMBERED_MS;
  remembered.delete(name);
  if (!answer || !mayRead(answer)) return false;
  remembered.set(name, Date.now());
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest) remembered.delete(oldest);
  return true;
}

function mayRead(ctx: Context): boolean {
  try {
    authorize(ctx, "server:read");
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}
