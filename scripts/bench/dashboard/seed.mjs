import { makeError, projectAt, projects } from "./make-errors.mjs";
import {
  changingTags,
  counters,
  dropScratch,
  makeEvents,
  scratch,
  storeEvents,
  storeReleases,
} from "./seed-sql.mjs";

const DAY_MS = 86_400_000;
const BATCH = 500;

/**
 * Fills the tables with what ingest would have written for `events` events of `issues` errors over `days` days. Each error
 * is read, grouped, described and packed by the server's own code; what repeats is counted in SQL. All events of an issue
 * share the payload of its first. `openProject(name, platform)` makes a project and gives its id and its key.
 */
export async function seed(lib, db, { events, issues, releases, users, days }, openProject) {
  const now = new Date();
  await timed("  errors", async () => {
    await db.query(dropScratch);
    for (const statement of scratch) await db.query(statement);
    await storeIssues(lib, db, await plan(issues, days, now, openProject));
  });
  await timed("  events", async () => {
    await db.query(
      makeEvents.replace(/\$(\d)/g, (_, place) =>
        literal([events, now, issues, users, releases, days][place - 1]),
      ),
    );
    await db.query("ANALYZE seed_issue, seed_event");
    for (let offset = -days - 1; offset <= 0; offset++) {
      const day = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + offset * DAY_MS);
      for (const { table } of lib.partitioned) await lib.makePartition(table, day);
      await db.query(storeEvents, [day, new Date(day.getTime() + DAY_MS)]);
    }
  });
  await timed("  counters", async () => {
    for (const statement of counters) await db.query(statement);
    await countReleases(lib, db, releases);
    await db.query(dropScratch);
  });
  await timed("  vacuum", () => vacuum(db));
}

async function timed(name, work) {
  const begun = Date.now();
  await work();
  console.log(`${name.padEnd(12)} ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

/** CREATE TABLE AS takes no parameters; these are our own numbers and one time. */
function literal(value) {
  return value instanceof Date ? `'${value.toISOString()}'::timestamptz` : `${Number(value)}::bigint::int`;
}

/** Each error with its project and its life, in the order of their first events, which gives them their ids. */
async function plan(issues, days, now, openProject) {
  const opened = [];
  for (const { name, platform } of projects) opened.push(await openProject(name, platform));
  const random = randomFrom(20_261_122);
  const begun = now.getTime() - days * DAY_MS;
  return Array.from({ length: issues }, (_, place) => {
    // The errors with the most events are old ones, and still there.
    const isBusy = place < issues / 100;
    const starts = Math.floor(begun + random() * DAY_MS * (isBusy ? 2 : days - 0.1));
    const left = now.getTime() - 60_000 - starts;
    const span = isBusy || random() < 0.5 ? left : Math.floor(left * random());
    const index = projectAt(place);
    return { place, starts, span, index, project: opened[index], status: statusOf(random()) };
  }).toSorted((a, b) => a.starts - b.starts);
}

function statusOf(number) {
  if (number < 0.7) return "unresolved";
  return number < 0.9 ? "resolved" : "archived";
}

/** mulberry32: the same numbers from the same seed. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function storeIssues(lib, db, planned) {
  const numbers = new Map();
  for (let from = 0; from < planned.length; from += BATCH) {
    const rows = planned.slice(from, from + BATCH).map((one) => {
      const shortId = (numbers.get(one.project.id) ?? 0) + 1;
      numbers.set(one.project.id, shortId);
      return describe(lib, one, shortId);
    });
    await db.query(STORE, [JSON.stringify(rows)]);
  }
  for (const id of numbers.keys()) {
    await db.query("INSERT INTO issue_counter (project_id) VALUES ($1) ON CONFLICT DO NOTHING", [id]);
  }
}

function describe(lib, { place, starts, span, index, project, status }, shortId) {
  const raw = makeError(place, index);
  const key = { projectId: project.id, keyId: project.keyId, grouping: lib.UNKNOWN_PROJECT };
  const event = lib.prepareEvent(raw, key, { receivedAt: new Date(starts) });
  const isBrowser = event.platform === "javascript";
  return {
    ...event,
    payload: event.payload.toString("base64"),
    // Only browsers have systems of all kinds.
    tags: event.tags.filter(
      ([name]) => !changingTags.includes(name) || (!isBrowser && name.startsWith("os")),
    ),
    text: lib.writeIssueText(event),
    place,
    shortId,
    starts: new Date(starts),
    span,
    status,
    url: raw.request.url.slice(0, -1),
    hasUsers: event.userKey !== null,
    isBrowser,
  };
}

async function countReleases(lib, db, quantity) {
  const versions = Array.from({ length: quantity }, (_, number) => `shop@2.${number}.0`);
  const keys = versions.map(lib.versionKey);
  await db.query(storeReleases, [versions, keys.map((one) => one.package), keys.map((one) => one.key)]);
}

const STORE = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (
      "projectId" int, "shortId" bigint, "keyId" uuid, place int, starts timestamptz, span bigint, status text, level smallint,
      type text, message text, culprit text, function text, location text, platform text, logger text, "isUnhandled" boolean,
      hashes jsonb, "groupingVersion" text, text text, url text, "hasUsers" boolean, "isBrowser" boolean, payload text, tags jsonb)
  ), opened AS (
    INSERT INTO issue (project_id, short_id, type, message, culprit, function, location, level, platform, logger, is_unhandled,
                       first_seen, last_seen)
    SELECT "projectId", "shortId", type, message, culprit, function, location, level, platform, logger, "isUnhandled", starts, starts
      FROM given ORDER BY starts
    RETURNING project_id, id, short_id
  ), texts AS (
    INSERT INTO issue_text (project_id, issue_id, text, is_indexed)
    SELECT o.project_id, o.id, g.text, true FROM opened o JOIN given g ON g."projectId" = o.project_id AND g."shortId" = o.short_id ORDER BY o.id
  ), hashes AS (
    INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
    SELECT o.project_id, h.hash, o.id, g."groupingVersion"
      FROM opened o JOIN given g ON g."projectId" = o.project_id AND g."shortId" = o.short_id
     CROSS JOIN LATERAL jsonb_array_elements_text(g.hashes) AS h(hash)
  ), tags AS (
    INSERT INTO seed_tag SELECT g.place, t.tag->>0, t.tag->>1 FROM given g CROSS JOIN LATERAL jsonb_array_elements(g.tags) AS t(tag)
  )
  INSERT INTO seed_issue
  SELECT g.place, o.project_id, o.id, g."keyId", g.starts, make_interval(secs => g.span / 1000.0), g.status, g."hasUsers", g."isBrowser",
         g.url, g.level, g.hashes->>0, decode(g.payload, 'base64')
    FROM opened o JOIN given g ON g."projectId" = o.project_id AND g."shortId" = o.short_id`;

/** What autovacuum would have done by now, and no more: it never analyses the parents of partitions. */
async function vacuum(db) {
  const { rows } = await db.query(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  for (const { name } of rows) await db.query(`VACUUM (ANALYZE) "${name}"`);
}
