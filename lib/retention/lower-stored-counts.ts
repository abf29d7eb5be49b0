/**
 * The end of a statement that removed events: lowers `issue.stored_count` by what `tally (project_id, issue_id, quantity)`
 * says. Issues are locked in key order, as ingest locks them, and nothing is locked after them.
 */
export const lowerStoredCounts = `
  locked AS MATERIALIZED (
    SELECT i.project_id, i.id, tally.quantity
      FROM issue i JOIN tally ON i.project_id = tally.project_id AND i.id = tally.issue_id
     ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
  ), lowered AS (
    UPDATE issue i SET stored_count = greatest(0, i.stored_count - locked.quantity) FROM locked
     WHERE i.project_id = locked.project_id AND i.id = locked.id
  )`;
