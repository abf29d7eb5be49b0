import { type Context, systemContext } from "@/lib/context";

const SYSTEM = systemContext().actor.userId;

/** Who an activity names: the person's id, null for Jackdaw itself. */
export function actorOf(ctx: Context): string | null {
  return ctx.actor.userId === SYSTEM ? null : ctx.actor.userId;
}
