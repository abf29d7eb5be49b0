import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { hasOwner } from "@/lib/auth/has-owner";
import { readContext } from "@/lib/auth/read-context";
import { safeNext } from "@/lib/auth/safe-next";
import type { Context } from "@/lib/context";

/** Who asks for this page, or null; the database is asked once per request. */
export const readSession = cache(async (): Promise<Context | null> => readContext(await headers()));

/**
 * Who asks for this page. Somebody who is signed out goes to the sign-in page, which leads back here; the
 * first visitor of a new server goes to the page that creates the owner.
 */
export async function requireSession(): Promise<Context> {
  const ctx = await readSession();
  if (ctx !== null) return ctx;
  if (!(await hasOwner())) redirect("/setup");
  const next = safeNext((await headers()).get("x-jackdaw-path"));
  return redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
}
