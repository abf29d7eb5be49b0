const root = "/api/v1/issues";

/** Issues of one bulk action. */
export const bulkSize = 1000;

const sorts = ["lastSeen", "firstSeen", "events", "users"];

/** Queries with two tags and text, and what is known to be hard: wildcards, negation, lines of stacks, words anywhere, nothing found. */
const queries = [
  "region:eu-west browser.name:Chrome cart",
  "release:shop@2.49.0 tier:gold refund",
  "customer:customer-7 server_name:web-3 missing",
  "region:ap-south tier:platinum saveCart",
  "url:*cart* browser:Firefox* undefined",
  "!os.name:Windows !region:eu-west order",
  "stack.filename:*vendor* region:us-west priceOrder",
  "user:id:4711 region:eu-west load",
  "level:fatal release:>=2.40 timesSeen:>20 token",
  "region:eu-west tier:gold nothing-is-called-so",
  "region:eu-west *:customer-42",
  "nokey:value region:eu-west cart",
];

/** Those that are open before anybody chose, and all that have a name of their own. */
const firstFacets = "environment,level,release,browser";
const allFacets = `${firstFacets},os,url,user`;

const one = (filter) => [look(filter)];
const look = (filter = {}) => `${root}?${new URLSearchParams(filter)}`;

/** What is asked, by kind: ways of asking, each one or more addresses that a page asks together. */
export function paths({ project, issues, mark, cursor }) {
  const wide = { period: "90d", status: "all" };
  return {
    list: [
      one(),
      one({ status: "resolved" }),
      one(wide),
      one({ projects: project }),
      one({ environment: "production" }),
      one({ environment: "staging", ...wide }),
      one({ levels: "fatal,error" }),
      one({ cursor }),
      [`${root}/counts?status=all`],
      [`${root}/counts?environment=production&status=all&period=90d`],
      [`${root}/updates?${new URLSearchParams({ mark, shown: issues.slice(0, 30).join(",") })}`],
    ],
    sort: sorts.flatMap((sort) => [
      one({ sort }),
      one({ sort, ...wide }),
      one({ sort, projects: project }),
      one({ sort, environment: "production" }),
    ]),
    search: queries.flatMap((query) => [one({ query }), one({ query, ...wide, sort: "events" })]),
    detail: issues.map((id) => [
      `${root}/${id}`,
      `${root}/${id}/events/recommended`,
      `${root}/${id}/stats?window=14d`,
      `${root}/${id}/tags`,
    ]),
  };
}

/** What the paths need: issues with many events and with few, and where a list goes on. */
export async function findKnown(api, db, formatShortId) {
  const { rows } = await db.query(
    `(${ISSUES} ORDER BY i.event_count DESC LIMIT 5) UNION ALL (${ISSUES} ORDER BY md5(i.id::text) LIMIT 45)`,
  );
  const { rows: open } = await db.query(
    `${ISSUES} AND i.status = 'unresolved' ORDER BY i.last_seen DESC LIMIT ${bulkSize}`,
  );
  const project = (await db.query("SELECT slug FROM project ORDER BY id LIMIT 1")).rows[0].slug;
  const page = await api("GET", look());
  const toShortId = ({ prefix, number }) => formatShortId(prefix, number);
  return {
    project,
    issues: rows.map(toShortId),
    bulk: open.map(toShortId),
    mark: page.mark,
    cursor: page.nextCursor,
    facets: ["", ...queries.slice(0, 4)].flatMap((query) => [
      `${root}/facets?${new URLSearchParams({ query, keys: firstFacets })}`,
      `${root}/facets?${new URLSearchParams({ query, projects: project, keys: allFacets })}`,
    ]),
  };
}

const ISSUES = `SELECT p.short_prefix AS prefix, i.short_id AS number FROM issue i JOIN project p ON p.id = i.project_id
  WHERE i.status <> 'merged'`;
