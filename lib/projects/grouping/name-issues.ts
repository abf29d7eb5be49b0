import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";

const TITLE_MAX = 160;

/** How people know an issue: its short id, and its type and message on one line. */
export type IssueName = { shortId: string; title: string };

/** The names of issues of a project, by id; what is gone meanwhile is left out. */
export async function nameIssues(
  project: { projectId: number; prefix: string },
  issueIds: Iterable<number>,
): Promise<Map<number, IssueName>> {
  const { rows } = await pool().query<{ id: number; number: number; type: string; message: string }>(
    `SELECT id, short_id AS number, type, message FROM issue WHERE project_id = $1 AND id = ANY($2::bigint[])`,
    [project.projectId, [...new Set(issueIds)]],
  );
  return new Map(
    rows.map(({ id, number, type, message }) => [
      id,
      { shortId: formatShortId(project.prefix, number), title: titleOf(type, message) },
    ]),
  );
}

/** The type and the first line of the message, cut to what a list shows. */
function titleOf(type: string, message: string): string {
  const [line = ""] = message.split("\n", 1);
  const title = line ? `${type}: ${line}` : type;
  return title.length > TITLE_MAX ? `${title.slice(0, TITLE_MAX - 1).toWellFormed()}…` : title;
}
