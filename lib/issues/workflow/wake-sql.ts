/**
 * The end of a statement that brings issues back from the archive: they are unresolved and escalated, their timeline and
 * the outbox say so, and their priority is high unless somebody set it. It goes on from a CTE
 * `due (project_id, id, condition, event_id, at)` over issues that are locked and still archived.
 *
 * The reason is the one that was given when it was archived: the row knows of a count only where it ends.
 */
export const wakeDue = `
  told AS (
    INSERT INTO outbox (project_id, kind, issue_id, event_id)
    SELECT project_id, 'escalated', id, event_id FROM due
  ), noted AS (
    INSERT INTO issue_activity (project_id, issue_id, at, kind, data)
    SELECT d.project_id, d.id, d.at, 'escalated', jsonb_build_object('reason', coalesce(
             (SELECT a.data->'until' FROM issue_activity a
               WHERE a.project_id = d.project_id AND a.issue_id = d.id AND a.kind = 'archived'
               ORDER BY a.id DESC LIMIT 1),
             jsonb_build_object('type', d.condition)))
      FROM due d
  )
  UPDATE issue i
     SET status = 'unresolved', escalated_at = d.at,
         priority = CASE WHEN i.is_priority_set THEN i.priority ELSE 75 END,
         archived_at = NULL, archived_by = NULL, archive_condition = NULL, archived_until = NULL,
         archived_events = NULL, archived_users = NULL, archived_window = NULL
    FROM due d
   WHERE i.project_id = d.project_id AND i.id = d.id`;
