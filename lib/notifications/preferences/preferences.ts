import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { mailIsOff, readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import {
  type Preferences,
  type PreferencesInput,
  type PreferenceSubject,
  preferenceSubjects,
} from "@/lib/notifications/schemas";
import { findProject } from "@/lib/projects/find-project";
import { wantedByDefault } from "./is-wanted";

/** What the person wants to be told of by mail in the organization, and where it is something else for a project. */
export async function readPreferences(ctx: Context): Promise<Preferences> {
  authorize(ctx, "account:read");
  const { userId, organizationId, email, projectIds } = ctx.actor;
  const [chosen, ofProjects, person] = await Promise.all([
    pool().query<{ subject: PreferenceSubject; isWanted: boolean }>(
      `SELECT subject, is_wanted AS "isWanted" FROM notification_preference WHERE user_id = $1 AND organization_id = $2`,
      [userId, organizationId],
    ),
    pool().query<Preferences["projects"][number]>(
      `SELECT p.slug, p.name, jsonb_object_agg(c.subject, c.is_wanted) AS wants
         FROM project_preference c JOIN project p ON p.id = c.project_id
        WHERE c.user_id = $1 AND p.id = ANY ($2) GROUP BY p.id ORDER BY lower(p.name), p.id`,
      [userId, projectIds ?? []],
    ),
    pool().query<{ isConfirmed: boolean }>(
      `SELECT email_verified AS "isConfirmed" FROM app_user WHERE id = $1`,
      [userId],
    ),
  ]);
  const wanted = new Map(chosen.rows.map(({ subject, isWanted }) => [subject, isWanted]));
  const wants = preferenceSubjects.map((subject) => [
    subject,
    wanted.get(subject) ?? wantedByDefault[subject],
  ]);
  return {
    email,
    isConfirmed: person.rows[0]?.isConfirmed ?? false,
    mailTrouble: readMailSettings() === null ? mailIsOff : null,
    wants: Object.fromEntries(wants) as Preferences["wants"],
    projects: ofProjects.rows,
  };
}

/** What is left out stays. @throws NotFoundError for a project that does not exist for who asks */
export async function savePreferences(
  ctx: Context,
  { project, ...wants }: PreferencesInput,
): Promise<Preferences> {
  authorize(ctx, "account:write");
  const { userId, organizationId } = ctx.actor;
  const projectId = project === undefined ? null : (await findProject(ctx, project)).id;
  for (const subject of preferenceSubjects) {
    const isWanted = wants[subject];
    if (isWanted === undefined) continue;
    if (projectId !== null) await chooseForProject({ userId, projectId, subject, isWanted });
    else if (isWanted !== null) await choose({ userId, organizationId, subject, isWanted });
  }
  return readPreferences(ctx);
}

type Choice = { userId: string; organizationId: string; subject: PreferenceSubject; isWanted: boolean };

/** Notes a choice for all projects that have none of their own. */
export async function choose({ userId, organizationId, subject, isWanted }: Choice): Promise<void> {
  await pool().query(
    `INSERT INTO notification_preference (user_id, organization_id, subject, is_wanted)
     SELECT m.user_id, m.organization_id, $3, $4 FROM member m WHERE m.user_id = $1 AND m.organization_id = $2
     ON CONFLICT (user_id, organization_id, subject) DO UPDATE SET is_wanted = excluded.is_wanted, updated_at = now()`,
    [userId, organizationId, subject, isWanted],
  );
}

/** Null: as for all others. */
async function chooseForProject(given: {
  userId: string;
  projectId: number;
  subject: PreferenceSubject;
  isWanted: boolean | null;
}): Promise<void> {
  const { userId, projectId, subject, isWanted } = given;
  if (isWanted === null) {
    await pool().query(
      "DELETE FROM project_preference WHERE user_id = $1 AND project_id = $2 AND subject = $3",
      [userId, projectId, subject],
    );
    return;
  }
  await pool().query(
    `INSERT INTO project_preference (user_id, project_id, subject, is_wanted) VALUES ($1, $2, $3, $4)
     ON CONFLICT (user_id, project_id, subject) DO UPDATE SET is_wanted = excluded.is_wanted, updated_at = now()`,
    [userId, projectId, subject, isWanted],
  );
}

/** No more of such mails, whatever was chosen for projects: what a link of a mail asks for, also without a session. */
export async function wantNoMore(given: Omit<Choice, "isWanted">): Promise<void> {
  await choose({ ...given, isWanted: false });
  await pool().query(
    `DELETE FROM project_preference c USING project p
      WHERE c.user_id = $1 AND c.subject = $3 AND p.id = c.project_id AND p.organization_id = $2`,
    [given.userId, given.organizationId, given.subject],
  );
}
