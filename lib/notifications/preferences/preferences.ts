import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { mailIsOff, readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { type PreferenceSubject, type Preferences, preferenceSubjects } from "@/lib/notifications/schemas";
import { wantedByDefault } from "./is-wanted";

/** What the person wants to be told of by mail in the organization. */
export async function readPreferences(ctx: Context): Promise<Preferences> {
  authorize(ctx, "account:read");
  const { userId, organizationId, email } = ctx.actor;
  const { rows } = await pool().query<{ subject: string; isWanted: boolean }>(
    `SELECT subject, is_wanted AS "isWanted" FROM notification_preference WHERE user_id = $1 AND organization_id = $2`,
    [userId, organizationId],
  );
  const chosen = new Map(rows.map(({ subject, isWanted }) => [subject, isWanted]));
  const wants = preferenceSubjects.map((subject) => [
    subject,
    chosen.get(subject) ?? wantedByDefault[subject],
  ]);
  return {
    email,
    mailTrouble: readMailSettings() === null ? mailIsOff : null,
    wants: Object.fromEntries(wants) as Preferences["wants"],
  };
}

/** What is left out stays. */
export async function savePreferences(
  ctx: Context,
  wants: Partial<Record<PreferenceSubject, boolean>>,
): Promise<Preferences> {
  authorize(ctx, "account:write");
  const { userId, organizationId } = ctx.actor;
  for (const subject of preferenceSubjects) {
    const isWanted = wants[subject];
    if (isWanted !== undefined) await choose({ userId, organizationId, subject, isWanted });
  }
  return readPreferences(ctx);
}

/** Notes a choice, also of somebody who is not signed in but has a link of ours. */
export async function choose(given: {
  userId: string;
  organizationId: string;
  subject: PreferenceSubject;
  isWanted: boolean;
}): Promise<void> {
  await pool().query(
    `INSERT INTO notification_preference (user_id, organization_id, subject, is_wanted)
     SELECT m.user_id, m.organization_id, $3, $4 FROM member m WHERE m.user_id = $1 AND m.organization_id = $2
     ON CONFLICT (user_id, organization_id, subject) DO UPDATE SET is_wanted = excluded.is_wanted, updated_at = now()`,
    [given.userId, given.organizationId, given.subject, given.isWanted],
  );
}
