import type { PoolClient } from "pg";
import { InvalidInputError } from "@/lib/errors";
import type { AssigneeInput } from "./schemas";
import { memberSees, teamSees } from "./sees-project";

/** `p` is the project, `$2` the id. */
const SEES = {
  user: `EXISTS (SELECT FROM member m
                  WHERE m.organization_id = p.organization_id AND m.user_id = $2 AND ${memberSees})`,
  team: `EXISTS (SELECT FROM team g
                  WHERE g.organization_id = p.organization_id AND g.id = $2 AND ${teamSees})`,
};

/**
 * Checks that a person or a team belongs to the organization of each project and can see it.
 * @throws InvalidInputError
 */
export async function checkAssignee(
  db: PoolClient,
  { type, id }: AssigneeInput,
  projectIds: readonly number[],
): Promise<void> {
  const { rows } = await db.query<{ slug: string }>(
    `SELECT p.slug FROM project p WHERE p.id = ANY($1::int[]) AND NOT ${SEES[type]} ORDER BY p.slug LIMIT 1`,
    [projectIds, id],
  );
  if (!rows[0]) return;
  const who = type === "user" ? "This person" : "This team";
  const message = `${who} does not see the project ${rows[0].slug}. Nothing was changed.`;
  throw new InvalidInputError(message, { "change.to": message });
}
