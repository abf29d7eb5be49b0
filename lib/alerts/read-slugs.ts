import { pool } from "@/lib/db/pool";

/** The slugs of some projects, in their order; those that are gone are left out. */
export async function readSlugs(projectIds: readonly number[]): Promise<string[]> {
  const { rows } = await pool().query<{ slug: string }>(
    `SELECT p.slug FROM unnest($1::int[]) WITH ORDINALITY AS w (id, place) JOIN project p ON p.id = w.id ORDER BY w.place`,
    [projectIds],
  );
  return rows.map(({ slug }) => slug);
}
