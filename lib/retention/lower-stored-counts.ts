/**
 * The end of a statement that removed events: lowers `issue.stored_count` by what `tally (project_id, issue_id, quantity)`
 * says. Issues are locked in key order, as ingest locks them, and nothing is locked after them.
 *
 * An issue may be merged into another between the removal of its events and this: then its count was added to the other's
 * already. What it falls below zero by is what the other has too much, and `settleCounts` (lib/issues/moves) brings the
 * two together.
 */
export const lowerStoredCounts = `
  locked AS MATERIALIZED (
    SELECT i.project_id, i.id, tally.quantity
      FROM issue i JOIN tally ON i.project_id = tally.project_id AND i.id = tally.issue_id
     ORDER BY i.project_id, i.id FOR NO KEY UPDATE OF i
  ), lowered AS (
    UPDATE issue i SET stored_count = CASE i.status WHEN 'merged' THEN i.stored_count - locked.quantity
                                  ELSE greatest(0, i.stored_count - locked.quantity) END
      FROM locked
     WHERE i.project_id = locked.project_id AND i.id = locked.id
  )`;
