/** A number from 0 to 1 that belongs to an event and a purpose: the same seed makes the same data. */
const RANDOM = `
  CREATE FUNCTION seed_random(n bigint, purpose bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (hashint8extended(n, purpose) & 2147483647) / 2147483648.0`;

/** What the seed is worked out in; dropped at the end. Unlogged: a crash only means to begin again. */
export const scratch = [
  RANDOM,
  `CREATE UNLOGGED TABLE seed_issue (
     place int PRIMARY KEY, project_id int, id bigint, key_id uuid, starts timestamptz(3), span interval, status text,
     has_users boolean, is_browser boolean, url text, level smallint, hash text, payload bytea)`,
  `CREATE UNLOGGED TABLE seed_tag (place int, key text, value text)`,
];

export const dropScratch =
  "DROP TABLE IF EXISTS seed_issue, seed_tag, seed_event; DROP FUNCTION IF EXISTS seed_random";

/** Places 0 to 11, versions of browsers and systems as they are met: few are many, many are few. */
const BROWSERS = "{Chrome,Chrome,Chrome,Safari,Mobile Safari,Firefox,Edge,Samsung Internet}";
const SYSTEMS = "{Windows,Windows,Mac OS X,iOS,Android,Linux}";
const REGIONS = "{eu-west,eu-west,eu-central,us-east,us-east,us-west,ap-south}";
const TIERS = "{free,free,free,gold,platinum}";

/**
 * Every event as one row: which issue ($3 of them; a few have most of the events), when, and what differs from event to
 * event. Each issue has at least one, at its very start; each of the $4 people is met when there are events enough.
 * $1: events, $2: now, $5: releases, $6: days.
 */
export const makeEvents = `
  CREATE UNLOGGED TABLE seed_event AS
  WITH chosen AS (
    SELECT n, CASE WHEN n < $3 THEN n ELSE least($3 - 1, floor(power($3 + 1, seed_random(n, 1))) - 1) END::int AS place
      FROM generate_series(0::bigint, $1 - 1) AS n
  ), timed AS (
    SELECT c.n, i.*, date_trunc('milliseconds', i.starts + CASE WHEN c.n < $3 THEN 0 ELSE seed_random(c.n, 2) END * i.span) AS at
      FROM chosen c JOIN seed_issue i ON i.place = c.place
  )
  SELECT n, place, project_id, id AS issue_id, key_id, at AS received_at, level,
         (ARRAY['production','production','production','production','production','production','production','staging','staging','development',''])
           [1 + floor(seed_random(n, 3) * 11)::int] AS environment,
         'shop@2.' || greatest(0, least($5 - 1, floor($5 * extract(epoch FROM at - ($2 - make_interval(days => $6))) / ($6 * 86400.0)
           - 3 * power(seed_random(n, 4), 3))))::int || '.0' AS release,
         CASE WHEN NOT has_users THEN NULL
              WHEN n * 7919 % $4 % 10 = 0 THEN 'email:person' || n * 7919 % $4 || '@example.com'
              ELSE 'id:' || n * 7919 % $4 END AS user_key,
         'web-' || 1 + floor(seed_random(n, 5) * 12)::int AS server_name,
         url || floor(40 * power(seed_random(n, 6), 2))::int AS url,
         CASE WHEN is_browser THEN ('${BROWSERS}'::text[])[1 + floor(seed_random(n, 7) * 8)::int] END AS browser_name,
         CASE WHEN is_browser THEN (120 + floor(6 * power(seed_random(n, 8), 2))::int) || '.0' END AS browser_version,
         CASE WHEN is_browser THEN ('${SYSTEMS}'::text[])[1 + floor(seed_random(n, 9) * 6)::int] END AS os_name,
         CASE WHEN is_browser THEN (10 + floor(4 * power(seed_random(n, 10), 2))::int)::text END AS os_version,
         ('${REGIONS}'::text[])[1 + floor(seed_random(n, 11) * 7)::int] AS region,
         ('${TIERS}'::text[])[1 + floor(seed_random(n, 12) * 5)::int] AS tier,
         'customer-' || floor(500 * power(seed_random(n, 13), 3))::int AS customer
    FROM timed`;

/** The tags that differ from event to event, as `eventTags` names them; the others come from the first event. */
export const changingTags = [
  "release",
  "environment",
  "server_name",
  "url",
  "user",
  "browser",
  "browser.name",
  "os",
  "os.name",
  "region",
  "tier",
  "customer",
];

/** Events in the order of their arrival, a day at a time ($1 to $2). `seq` counts up as it does when they come. */
export const storeEvents = `
  INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, environment, release, user_key, payload)
  SELECT e.project_id, md5('jackdaw seed ' || e.n)::uuid, e.received_at, e.issue_id, e.received_at - interval '200 milliseconds',
         e.level, i.hash, e.environment, e.release, e.user_key, i.payload
    FROM seed_event e JOIN seed_issue i ON i.place = e.place
   WHERE e.received_at >= $1 AND e.received_at < $2
   ORDER BY e.received_at, e.n`;

/** Releases by name ($1) with their packages ($2) and keys ($3), for each project that has events of them. */
export const storeReleases = `
  INSERT INTO release (project_id, version, package, version_key, first_seen, last_seen, event_count)
  SELECT e.project_id, v.version, v.package, v.key, min(e.received_at), max(e.received_at), count(*)
    FROM unnest($1::text[], $2::text[], $3::text[]) AS v (version, package, key) JOIN seed_event e ON e.release = v.version
   GROUP BY 1, 2, 3, 4 ORDER BY min(e.received_at)`;

/**
 * Everything that ingest counts, from the events, each table in the order in which ingest would have come to its rows:
 * that decides how they lie on the disk.
 */
export const counters = [
  `UPDATE issue i
      SET event_count = c.quantity, stored_count = c.quantity, user_count = c.users, last_seen = c.last_seen,
          first_release = c.first_release, last_release = c.last_release
     FROM (SELECT project_id, issue_id, count(*) AS quantity, count(DISTINCT user_key) AS users, max(received_at) AS last_seen,
                  (array_agg(release ORDER BY received_at, n))[1] AS first_release,
                  (array_agg(release ORDER BY received_at DESC, n DESC))[1] AS last_release
             FROM seed_event GROUP BY 1, 2) AS c
    WHERE i.project_id = c.project_id AND i.id = c.issue_id`,
  `INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
   SELECT project_id, issue_id, environment, date_trunc('hour', received_at, 'UTC') AS hour, count(*)
     FROM seed_event GROUP BY 1, 2, 3, 4 ORDER BY min(received_at)`,
  `INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count, user_count)
   SELECT project_id, environment, issue_id, min(received_at), max(received_at), count(*),
          CASE WHEN environment = '' THEN 0 ELSE count(DISTINCT user_key) END
     FROM seed_event GROUP BY 1, 2, 3 ORDER BY min(received_at)`,
  `INSERT INTO environment (project_id, name, first_seen)
   SELECT project_id, environment, min(received_at) FROM seed_event WHERE environment <> '' GROUP BY 1, 2`,
  `INSERT INTO issue_user (project_id, issue_id, environment, user_key)
   SELECT project_id, issue_id, t.environment, user_key
     FROM (SELECT project_id, issue_id, '' AS environment, user_key, received_at FROM seed_event WHERE user_key IS NOT NULL
           UNION ALL
           SELECT project_id, issue_id, environment, user_key, received_at FROM seed_event
            WHERE user_key IS NOT NULL AND environment <> '') AS t
    GROUP BY 1, 2, 3, 4 ORDER BY min(received_at)`,
  `INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
   SELECT project_id, issue_id, key, value, count(*), max(received_at)
     FROM (SELECT e.project_id, e.issue_id, t.key, t.value, e.received_at
             FROM seed_event e
            CROSS JOIN LATERAL (VALUES
              ('release', e.release), ('environment', nullif(e.environment, '')), ('server_name', e.server_name), ('url', e.url),
              ('user', e.user_key), ('browser', e.browser_name || ' ' || e.browser_version), ('browser.name', e.browser_name),
              ('os', e.os_name || ' ' || e.os_version), ('os.name', e.os_name), ('region', e.region), ('tier', e.tier),
              ('customer', e.customer)) AS t (key, value)
            WHERE t.value IS NOT NULL
           UNION ALL
           SELECT e.project_id, e.issue_id, t.key, t.value, e.received_at
             FROM seed_event e JOIN seed_tag t ON t.place = e.place) AS tag
    GROUP BY 1, 2, 3, 4 ORDER BY min(received_at)`,
  `INSERT INTO release_stat (project_id, version, environment, bucket, count)
   SELECT project_id, release, environment, date_trunc('hour', received_at, 'UTC') AS hour, count(*)
     FROM seed_event GROUP BY 1, 2, 3, 4 ORDER BY min(received_at)`,
  "INSERT INTO tag_key SELECT DISTINCT project_id, key FROM issue_tag",
  `INSERT INTO outcome (project_id, bucket, key_id, category, outcome, quantity)
   SELECT project_id, date_trunc('hour', received_at, 'UTC') AS hour, key_id, 'error', 'accepted', count(*)
     FROM seed_event GROUP BY 1, 2, 3`,
  `INSERT INTO outbox (project_id, kind, issue_id, event_id, created_at)
   SELECT project_id, 'new_issue', issue_id, md5('jackdaw seed ' || n)::uuid, received_at
     FROM seed_event WHERE n < (SELECT count(*) FROM seed_issue) ORDER BY received_at`,
  `UPDATE issue_counter c SET next = (SELECT max(short_id) + 1 FROM issue i WHERE i.project_id = c.project_id)
    WHERE project_id IN (SELECT project_id FROM seed_issue)`,
  `UPDATE project SET first_event_at = (SELECT min(received_at) FROM seed_event e WHERE e.project_id = project.id)
    WHERE id IN (SELECT project_id FROM seed_issue)`,
  `UPDATE project_key SET last_used_at = now() WHERE project_id IN (SELECT project_id FROM seed_issue)`,
  // Some were dealt with since, some of these came back.
  `UPDATE issue i
      SET status = s.status,
          resolved_at = CASE WHEN s.status = 'resolved' THEN i.last_seen + interval '1 minute' END,
          regressed_at = CASE WHEN s.status = 'unresolved' AND s.place % 9 = 0 THEN i.last_seen END
     FROM seed_issue s
    WHERE i.project_id = s.project_id AND i.id = s.id`,
];
