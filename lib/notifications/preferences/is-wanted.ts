import { pool } from "@/lib/db/pool";
import type { PreferenceSubject } from "@/lib/notifications/schemas";

/** What a person is told by mail who never chose. */
export const wantedByDefault: Readonly<Record<PreferenceSubject, boolean>> = {
  assigned: true,
  mentioned: true,
  subscribed: true,
  workflow: true,
  alerts: true,
  summary: true,
};

type Asked = { userId: string; organizationId: string; projectId: number; subject: PreferenceSubject };

/** Whether a person wants to be told of such things by mail: what they chose for the project, or else for all. */
export async function isWanted({ userId, organizationId, projectId, subject }: Asked): Promise<boolean> {
  const { rows } = await pool().query<{ isWanted: boolean | null }>(
    `SELECT coalesce(
              (SELECT is_wanted FROM project_preference WHERE user_id = $1 AND project_id = $3 AND subject = $4),
              (SELECT is_wanted FROM notification_preference
                WHERE user_id = $1 AND organization_id = $2 AND subject = $4)) AS "isWanted"`,
    [userId, organizationId, projectId, subject],
  );
  return rows[0]?.isWanted ?? wantedByDefault[subject];
}
