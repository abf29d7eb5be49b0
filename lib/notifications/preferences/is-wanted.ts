import { pool } from "@/lib/db/pool";
import type { PreferenceSubject } from "@/lib/notifications/schemas";

/** What a person is told by mail who never chose. */
export const wantedByDefault: Readonly<Record<PreferenceSubject, boolean>> = {
  assigned: true,
  mentioned: true,
  subscribed: true,
  alerts: true,
  summary: true,
};

/** Whether a person wants to be told of such things by mail. */
export async function isWanted(
  userId: string,
  organizationId: string,
  subject: PreferenceSubject,
): Promise<boolean> {
  const { rows } = await pool().query<{ isWanted: boolean }>(
    `SELECT is_wanted AS "isWanted" FROM notification_preference
      WHERE user_id = $1 AND organization_id = $2 AND subject = $3`,
    [userId, organizationId, subject],
  );
  return rows[0]?.isWanted ?? wantedByDefault[subject];
}
