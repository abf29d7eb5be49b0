/**
 * How an issue stands that comes out of another (`i`): as that one does. Columns and what they become; a count without a
 * window goes on with what is left of it, since counting
 * begins anew; the events that come along are in it, so it rather ends early than late.
 */
export const inherited: Readonly<Record<string, string>> = {
  status: "i.status",
  resolved_at: "i.resolved_at",
  resolved_by: "i.resolved_by",
  resolution: "i.resolution",
  resolved_release: "i.resolved_release",
  resolved_commit: "i.resolved_commit",
  archived_at: "i.archived_at",
  archived_by: "i.archived_by",
  archive_condition: "i.archive_condition",
  archived_until: "i.archived_until",
  archived_events: left("event"),
  archived_users: left("user"),
  archived_window: "i.archived_window",
};

function left(counted: "event" | "user"): string {
  const end = `i.archived_${counted}s`;
  return `CASE WHEN ${end} IS NULL OR i.archived_window IS NOT NULL THEN ${end} ELSE greatest(1, ${end} - i.${counted}_count) END`;
}
