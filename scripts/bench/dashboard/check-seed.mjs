import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { makeError, projectAt, projects } from "./make-errors.mjs";
import { openProject } from "./open-project.mjs";

const SAMPLE = 200;
const TWINS = 5;

/**
 * Whether the seed is what ingest would have written: its sizes, the counters of a sample of issues against their events, and
 * for some errors every column of their rows against those that the same event makes when it comes through the door.
 * @throws Error that says what differs
 */
export async function checkSeed(lib, db, { url, api, size }) {
  const { rows: sizes } = await db.query(SIZES);
  console.log(
    `  ${Object.entries(sizes[0])
      .map(([name, value]) => `${value} ${name}`)
      .join(", ")}`,
  );
  if (sizes[0].events !== size.events || sizes[0].issues !== size.issues)
    throw new Error("The seed is not complete.");
  const drift = await lib.findDrift({ sample: SAMPLE });
  const { rows: wrong } = await db.query(COUNTERS, [SAMPLE]);
  if (drift.length + wrong.length > 0)
    throw new Error(`Counters are off: ${JSON.stringify([...drift, ...wrong].slice(0, 5))}`);
  for (let index = 0; index < projects.length; index++)
    await compareTwins(db, { url, api, index, issues: size.issues });
  console.log(
    `  checked: counters of ${SAMPLE} issues in each project, rows of ${TWINS} errors of each against what ingest makes of them`,
  );
}

const SIZES = `
  SELECT (SELECT sum(event_count) FROM issue)::bigint AS events, (SELECT count(*) FROM issue) AS issues,
         (SELECT count(DISTINCT user_key) FROM issue_user) AS users,
         (SELECT count(DISTINCT version) FROM release) AS releases,
         (SELECT count(DISTINCT name) FROM environment) AS environments, (SELECT count(*) FROM issue_tag) AS tags`;

/** Issues of which people, environments or tags are counted otherwise than in their events; a tag that all events have for all tags. */
const COUNTERS = `
  WITH sample AS (SELECT * FROM issue ORDER BY md5(id::text) LIMIT $1)
  SELECT s.project_id, s.id, truth.*
    FROM sample s
   CROSS JOIN LATERAL (
     SELECT count(*) AS events, count(DISTINCT user_key) AS users, count(DISTINCT environment) AS environments,
            min(received_at) AS first_seen, max(received_at) AS last_seen, count(DISTINCT release) AS releases
       FROM event e WHERE e.project_id = s.project_id AND e.issue_id = s.id) AS truth
   WHERE (s.event_count, s.user_count, s.first_seen, s.last_seen) IS DISTINCT FROM (truth.events, truth.users, truth.first_seen, truth.last_seen)
      OR truth.environments <> (SELECT count(*) FROM issue_environment v WHERE v.project_id = s.project_id AND v.issue_id = s.id)
      OR truth.events <> (SELECT sum(v.event_count) FROM issue_environment v WHERE v.project_id = s.project_id AND v.issue_id = s.id)
      OR truth.users <> (SELECT count(*) FROM issue_user u WHERE u.project_id = s.project_id AND u.issue_id = s.id AND u.environment = '')
      OR truth.releases <> (SELECT count(*) FROM issue_tag t WHERE t.project_id = s.project_id AND t.issue_id = s.id AND t.key = 'release')
      OR EXISTS (SELECT FROM release r WHERE r.project_id = s.project_id
                  AND r.event_count <> (SELECT sum(h.count) FROM release_stat h WHERE h.project_id = r.project_id AND h.version = r.version))
      OR EXISTS (SELECT FROM issue_tag t WHERE t.project_id = s.project_id AND t.issue_id = s.id AND t.key IN ('level', 'release', 'url', 'server_name')
                  GROUP BY t.key HAVING sum(t.count) <> truth.events)`;

/** Sends the first events of some errors to a project of their own, and compares what ingest makes of them with the seed. */
async function compareTwins(db, { url, api, index, issues }) {
  const { name, platform } = projects[index];
  const project = (await db.query("SELECT id FROM project WHERE name = $1", [name])).rows[0].id;
  const twin = await openProject(api, `Twin of ${name}`, platform);
  try {
    const places = Array.from({ length: issues }, (_, place) => place).filter(
      (place) => projectAt(place) === index,
    );
    for (const place of places.slice(0, TWINS)) await send(url, twin, makeError(place, index));
    const written = await waitForIssues(db, twin.id, Math.min(TWINS, places.length));
    const { rows } = await db.query(`${ISSUES} AND i.message = ANY($2)`, [
      project,
      written.map(({ message }) => message),
    ]);
    const [ingest, ours] = [written, rows].map((issues) =>
      issues.map((issue) => JSON.stringify(issue)).toSorted(),
    );
    const place = ingest.findIndex((issue, at) => issue !== ours[at]);
    if (place >= 0) throw new Error(`Ingest writes ${ingest[place]}, the seed wrote ${ours[place]}`);
  } finally {
    await api("DELETE", `/api/v1/projects/${twin.slug}`);
  }
}

/** What an issue is, by project and one of its hashes: all but what counts and ids. */
const ISSUES = `
  SELECT i.type, i.message, i.culprit, i.function, i.location, i.level, i.platform, i.logger, i.is_unhandled, x.text,
         array(SELECT hash || ' ' || grouping_version FROM issue_hash h WHERE h.project_id = i.project_id AND h.issue_id = i.id ORDER BY 1) AS hashes,
         array(SELECT DISTINCT key FROM issue_tag t WHERE t.project_id = i.project_id AND t.issue_id = i.id ORDER BY 1) AS tags,
         (SELECT jsonb_build_array(e.hash, e.level, e.user_key IS NULL, octet_length(e.payload) > 1000)
            FROM event e WHERE e.project_id = i.project_id AND e.issue_id = i.id LIMIT 1) AS event
    FROM issue i JOIN issue_text x ON x.project_id = i.project_id AND x.issue_id = i.id
   WHERE i.project_id = $1`;

async function waitForIssues(db, projectId, quantity) {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await db.query(ISSUES, [projectId]);
    if (rows.length === quantity) return rows;
    await sleep(100);
  }
  throw new Error("Ingest did not open an issue for each error.");
}

/** As an SDK does. */
async function send(url, { id, publicKey }, event) {
  const eventId = randomUUID().replaceAll("-", "");
  const lines = [{ event_id: eventId }, { type: "event" }, { ...event, event_id: eventId }];
  const answer = await fetch(`${url}/api/${id}/envelope/?sentry_version=7&sentry_key=${publicKey}`, {
    method: "POST",
    body: lines.map((line) => JSON.stringify(line)).join("\n"),
  });
  if (!answer.ok) throw new Error(`An event was refused: ${answer.status} ${await answer.text()}`);
}
