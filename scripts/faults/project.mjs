import { randomBytes } from "node:crypto";

/** A project of the scenario's own with one key, whose new issues are not limited. */
export async function openProject(postgres) {
  const name = `f${randomBytes(4).toString("hex")}`;
  const publicKey = randomBytes(16).toString("hex");
  const [{ id }] = await postgres.query(
    `WITH made AS (INSERT INTO project (slug, name, platform, short_prefix, new_issues_per_minute)
                   VALUES ($1, $1, 'node', upper($1), NULL) RETURNING id)
     INSERT INTO project_key (project_id, name, public_key) SELECT id, 'Default', $2 FROM made RETURNING project_id AS id`,
    [name, publicKey],
  );
  return { id, publicKey };
}
