import { env } from "@/lib/env";
import { ConflictError } from "@/lib/errors";
import { createOwner } from "./create-owner";
import { ownerSchema } from "./schemas";

/**
 * Creates the owner named by `JACKDAW_OWNER_EMAIL` and `JACKDAW_OWNER_PASSWORD` at start. Changes nothing
 * when somebody has an account, so a restart never resets a password.
 * @throws Error naming the variable whose value cannot be used
 */
export async function ensureOwner(): Promise<void> {
  const { JACKDAW_OWNER_EMAIL: email, JACKDAW_OWNER_PASSWORD: password } = env();
  if (!email || !password) return;
  const owner = ownerSchema.safeParse({ name: email.split("@", 1)[0], email, password });
  if (!owner.success) {
    const issue = owner.error.issues[0];
    const variable = issue?.path[0] === "password" ? "JACKDAW_OWNER_PASSWORD" : "JACKDAW_OWNER_EMAIL";
    throw new Error(`${variable}: ${issue?.message}`);
  }
  try {
    await createOwner(owner.data);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
