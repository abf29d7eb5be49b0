import { pathToFileURL } from "node:url";
import { until } from "./until.mjs";
import { waitingBytes } from "./spool.mjs";

/** What must hold of every issue, each as rows that contradict it. `$1` is the project. */
const CONTRADICTIONS = {
  "issue.event_count, issue.stored_count": `
    SELECT i.id FROM issue i LEFT JOIN (SELECT issue_id, count(*) n FROM event WHERE project_id = $1 GROUP BY 1) e
      ON e.issue_id = i.id WHERE i.project_id = $1 AND (i.event_count, i.stored_count) IS DISTINCT FROM (coalesce(n, 0), coalesce(n, 0))`,
  issue_stat: `
    SELECT * FROM (SELECT issue_id, environment, date_trunc('hour', received_at) bucket, count(*) n FROM event
                    WHERE project_id = $1 GROUP BY 1, 2, 3) e
      FULL JOIN (SELECT issue_id, environment, bucket, count n FROM issue_stat WHERE project_id = $1) s
     USING (issue_id, environment, bucket) WHERE e.n IS DISTINCT FROM s.n`,
  issue_environment: `
    SELECT * FROM (SELECT issue_id, environment, count(*) n, count(DISTINCT user_key) users FROM event
                    WHERE project_id = $1 GROUP BY 1, 2) e
      FULL JOIN (SELECT issue_id, environment, event_count n, user_count users FROM issue_environment WHERE project_id = $1) s
     USING (issue_id, environment) WHERE (e.n, e.users) IS DISTINCT FROM (s.n, s.users)`,
  "issue_tag of region": `
    SELECT * FROM (SELECT issue_id, count(*) n FROM event WHERE project_id = $1 GROUP BY 1) e
      FULL JOIN (SELECT issue_id, sum(count) n FROM issue_tag WHERE project_id = $1 AND key = 'region' GROUP BY 1) s
     USING (issue_id) WHERE e.n IS DISTINCT FROM s.n`,
  "issue.user_count": `
    SELECT i.id FROM issue i JOIN (SELECT issue_id, count(DISTINCT user_key) n FROM event WHERE project_id = $1 GROUP BY 1) e
      ON e.issue_id = i.id WHERE i.project_id = $1 AND i.user_count <> n`,
  "outcome accepted": `
    SELECT 1 WHERE (SELECT coalesce(sum(quantity), 0) FROM outcome WHERE project_id = $1 AND outcome = 'accepted')
        IS DISTINCT FROM (SELECT count(*) FROM event WHERE project_id = $1)`,
  "outcome duplicate": `
    SELECT 1 WHERE (SELECT coalesce(sum(quantity), 0) FROM outcome WHERE project_id = $1 AND outcome = 'duplicate') > $2`,
  "outbox new_issue": `
    SELECT i.id FROM issue i LEFT JOIN outbox o ON o.project_id = $1 AND o.issue_id = i.id AND o.kind = 'new_issue'
     WHERE i.project_id = $1 GROUP BY i.id HAVING count(o.id) <> 1`,
  "one issue per fingerprint": `
    SELECT hash FROM event WHERE project_id = $1 GROUP BY 1 HAVING count(DISTINCT issue_id) <> 1`,
  dead_letter: `SELECT event_id FROM dead_letter WHERE project_id = $1`,
};

/**
 * Holds the database against the ledger once the spools of the data folders are empty: acknowledged ids that are not
 * stored, ids that are stored more than once, and counters that do not say what the rows say.
 */
export async function audit({ postgres, project, ledger, dataFolders, findDrift, expectsOnly200 = false }) {
  const isDrained = () => dataFolders.every((folder) => waitingBytes(folder) === 0);
  await until(isDrained, "the spool is drained", 180_000);
  const rows = await postgres.query(
    "SELECT replace(id::text, '-', '') AS id, count(*) AS n FROM event WHERE project_id = $1 GROUP BY 1",
    [project.id],
  );
  const stored = new Set(rows.map(({ id }) => id));
  const lost = [...ledger.acked].filter((id) => !stored.has(id)).length;
  const doubled = rows.filter(({ n }) => Number(n) > 1).length;
  const strange = rows.filter(({ id }) => !ledger.sent.has(id)).length;
  const findings = strange > 0 ? [`${strange} events that nobody sent`] : [];
  let drift = strange;
  if (expectsOnly200 && ledger.refused() > 0) {
    drift += ledger.refused();
    findings.push(`answers were not all 200: ${ledger.describe()}`);
  }
  for (const [name, sql] of Object.entries(CONTRADICTIONS)) {
    const values = sql.includes("$2") ? [project.id, ledger.repeats] : [project.id];
    const { length } = await postgres.query(sql, values);
    if (length > 0) findings.push(`${name}: ${length}`);
    drift += length;
  }
  const known = (await findDrift(postgres.url)).filter(({ projectId }) => projectId === project.id);
  if (known.length > 0) findings.push(`find-drift: ${known.length}`);
  return { acked: ledger.acked.size, lost, doubled, drift: drift + known.length, findings };
}

/** Jackdaw's own comparison of counters and rows, from the bundle. */
export async function openFindDrift(program) {
  const { closePool, findDrift, openPool, usePool } = await import(pathToFileURL(program).href);
  return async (url) => {
    usePool(openPool(url, 1));
    try {
      return await findDrift();
    } finally {
      await closePool();
    }
  };
}
