import type { Project } from "@/lib/projects/schemas";

/** A project, whole or as one of its environments has it. */
export type Part = { project: Project; environment: string | undefined };

/**
 * The issues of a part, to stand after FROM as `i`, with times and counts that are the part's own. `environment` is the
 * parameter that holds its name, null for all.
 */
export function issuesOf({ environment }: Part, parameter: string): string {
  return environment === undefined
    ? `(SELECT * FROM issue WHERE ${parameter}::text IS NULL) AS i`
    : `(SELECT x.project_id, x.id, x.short_id, x.type, x.message, x.level, x.status, x.regressed_at,
               e.first_seen, e.last_seen, e.user_count
          FROM issue_environment e JOIN issue x ON x.project_id = e.project_id AND x.id = e.issue_id
         WHERE e.environment = ${parameter}) AS i`;
}
