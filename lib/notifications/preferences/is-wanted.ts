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

/** SQL: what a person chose for a project, or else for all; null for who never chose. What is given are SQL expressions. */
export function choiceSql(given: Record<"user" | "organization" | "project" | "subject", string>): string {
  const { user, organization, project, subject } = given;
  return `coalesce(
    (SELECT c.is_wanted FROM project_preference c
      WHERE c.user_id = ${user} AND c.project_id = ${project} AND c.subject = ${subject}),
    (SELECT c.is_wanted FROM notification_preference c
      WHERE c.user_id = ${user} AND c.organization_id = ${organization} AND c.subject = ${subject}))`;
}

/** Whether a person wants to be told of such things by mail: what they chose for the project, or else for all. */
export async function isWanted({ userId, organizationId, projectId, subject }: Asked): Promise<boolean> {
  const { rows } = await pool().query<{ isWanted: boolean | null }>(
    `SELECT ${choiceSql({ user: "$1", organization: "$2", project: "$3", subject: "$4" })} AS "isWanted"`,
    [userId, organizationId, projectId, subject],
  );
  return rows[0]?.isWanted ?? wantedByDefault[subject];
}
