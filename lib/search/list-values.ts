import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { SearchValues, SearchValuesInput } from "@/lib/issues/schemas";
import { escapePattern, toStorable } from "./conditions/to-pattern";
import { isKnownState } from "./conditions/issue-states";
import { issueLanguage } from "./fields/issue-fields";
import { listTagNames, newestIssues } from "./find-tags";
import type { SearchField } from "./grammar/field";
import { resolveName } from "./grammar/language";

const MOST_VALUES = 20;
/** Values of one issue that are looked at: a busy one can have one for each of its users. */
const MOST_OF_AN_ISSUE = 1000;

type Value = SearchValues["values"][number];

/**
 * The values that a key has in the newest issues of the projects (of all, when none is named), or with no key the names of
 * their tags; those that begin with the prefix, most events first, at most 20. Fields with a fixed set of values give these.
 */
export async function listValues(ctx: Context, input: SearchValuesInput): Promise<SearchValues> {
  authorize(ctx, "issue:read");
  const { key, prefix, projects } = input;
  if (key === "") {
    const names = await listTagNames(ctx, projects, { prefix, limit: MOST_VALUES });
    return { values: names.map(({ name, count }) => ({ value: name, count })) };
  }
  const name = resolveName(key, issueLanguage).name;
  const field = issueLanguage.names.get(name.toLowerCase());
  const fixed = valuesOf(field).filter((value) => value.toLowerCase().startsWith(prefix.toLowerCase()));
  const found =
    field?.kinds.includes("enum") && name !== "level" ? [] : await readValues(ctx, name, prefix, projects);
  const counted = new Set(found.map(({ value }) => value));
  const offered = fixed
    .filter((value) => !counted.has(value))
    .map((value): Value => ({ value, count: null }));
  return { values: [...found, ...offered].slice(0, MOST_VALUES) };
}

/** The values of a field that are known without looking, as far as they can be searched by. */
function valuesOf(field: SearchField | undefined): readonly string[] {
  if (field?.kinds.includes("enum")) {
    return (field.values ?? []).filter((value) => field.key !== "is" || isKnownState(value));
  }
  return field?.kinds.includes("boolean") ? (field.values ?? []) : [];
}

/** Where values that are no tag of their own name stand: `text` is SQL over the newest issues, `head` is taken off. */
const SOURCES: Readonly<Record<string, { tag: string; head: string } | { text: string }>> = {
  "error.type": { text: "n.type" },
  culprit: { text: "n.culprit" },
  platform: { text: "n.platform" },
  "error.mechanism": { tag: "mechanism", head: "" },
  firstRelease: { tag: "release", head: "" },
  lastRelease: { tag: "release", head: "" },
  regressed_in_release: { tag: "release", head: "" },
  "user.id": { tag: "user", head: "id:" },
  "user.email": { tag: "user", head: "email:" },
  "user.username": { tag: "user", head: "username:" },
  "user.ip": { tag: "user", head: "ip:" },
};

/** The projects that were asked for, by slug, and those that exist for who asks: $1 and $2 of every query here. */
type ProjectScope = [projects: readonly string[], visible: readonly number[] | null];

async function readValues(
  ctx: Context,
  name: string,
  prefix: string,
  projects: readonly string[],
): Promise<Value[]> {
  const scope: ProjectScope = [projects, ctx.actor.projectIds];
  const begins = `${escapePattern(prefix.toLowerCase())}%`;
  if (PEOPLE.includes(name)) return listPeople(ctx, begins, name.startsWith("assigned"));
  if (name === "project") return readProjects(scope, begins);
  if (name === "environment") return readEnvironments(scope, begins);
  const source = (Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined) ?? { tag: name, head: "" };
  if ("text" in source) return readTexts(scope, source.text, begins);
  return readTags(scope, source, begins);
}

const PEOPLE = ["assigned", "assigned_or_suggested", "bookmarks", "subscribed"];

/**
 * Who is in the organization, by address, or by name when that is what is typed, and its teams as `#team`; how much each
 * has is not counted.
 */
async function listPeople(ctx: Context, begins: string, withTeams: boolean): Promise<Value[]> {
  const { rows } = await pool().query<Value>(
    `SELECT one.value, NULL AS count FROM (
       SELECT u.email AS value, 1 AS kind FROM member m JOIN app_user u ON u.id = m.user_id WHERE m.organization_id = $1
        UNION
       SELECT u.name, 2 FROM member m JOIN app_user u ON u.id = m.user_id
        WHERE m.organization_id = $1 AND u.name <> '' AND $2 <> '%' AND NOT lower(u.email) LIKE $2
        UNION ALL
       SELECT '#' || g.slug, 0 FROM team g WHERE g.organization_id = $1 AND $3
     ) AS one
     WHERE lower(one.value) LIKE $2 ORDER BY one.kind, lower(one.value) LIMIT ${MOST_VALUES}`,
    [ctx.actor.organizationId, begins, withTeams],
  );
  return rows;
}

/** Of the issues themselves: how many of them. */
function readTexts(scope: ProjectScope, text: string, begins: string): Promise<Value[]> {
  return query(
    `SELECT ${text} AS value, count(*)::bigint AS count FROM newest n
      WHERE lower(${text}) LIKE $3 AND ${text} <> ''
      GROUP BY 1`,
    [...scope, begins],
  );
}

function readTags(
  scope: ProjectScope,
  { tag, head }: { tag: string; head: string },
  begins: string,
): Promise<Value[]> {
  return query(
    `SELECT substr(t.value, length($5::text) + 1) AS value, sum(t.count)::bigint AS count
       FROM newest n
      CROSS JOIN LATERAL (
        SELECT t.value, t.count FROM issue_tag t
         WHERE t.project_id = n.project_id AND t.issue_id = n.id AND t.key = $4 AND lower(t.value) LIKE $3 AND t.value <> ''
         LIMIT ${MOST_OF_AN_ISSUE}
      ) AS t
      GROUP BY 1`,
    [...scope, escapePattern(head) + begins, toStorable(tag), head],
  );
}

function readEnvironments(scope: ProjectScope, begins: string): Promise<Value[]> {
  return query(
    `SELECT e.environment AS value, sum(e.event_count)::bigint AS count
       FROM newest n JOIN issue_environment e ON e.project_id = n.project_id AND e.issue_id = n.id
      WHERE lower(e.environment) LIKE $3 AND e.environment <> ''
      GROUP BY 1`,
    [...scope, begins],
  );
}

function readProjects(scope: ProjectScope, begins: string): Promise<Value[]> {
  return query(
    `SELECT p.slug AS value, count(n.id)::bigint AS count
       FROM project p LEFT JOIN newest n ON n.project_id = p.id
      WHERE lower(p.slug) LIKE $3 AND (cardinality($1::text[]) = 0 OR p.slug = ANY($1))
        AND ($2::int[] IS NULL OR p.id = ANY($2))
      GROUP BY 1`,
    [...scope, begins],
  );
}

async function query(sql: string, params: unknown[]): Promise<Value[]> {
  const { rows } = await pool().query<Value>(
    `WITH ${newestIssues("$1", "$2")} ${sql} ORDER BY count DESC, value LIMIT ${MOST_VALUES}`,
    params,
  );
  return rows;
}
