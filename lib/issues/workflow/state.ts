import { priorityName } from "./priority";
import type { ArchiveUntil, Assignee, IssueState, Resolution } from "./schemas";
import { isForReview } from "./substatus";

/** The columns of `issue` that one kind of act writes: what an undo puts back, and looks at before it does. */
export const groups = {
  status: [
    "status",
    "resolution",
    "resolved_release",
    "resolved_commit",
    "resolved_at",
    "resolved_by",
    "regressed_at",
    "escalated_at",
    "reviewed_at",
    "archived_at",
    "archived_by",
    "archive_condition",
    "archived_until",
    "archived_events",
    "archived_users",
    "archived_window",
  ],
  assignee: ["assignee_user", "assignee_team"],
  priority: ["priority", "is_priority_set"],
  review: ["reviewed_at"],
} as const;

export type Group = keyof typeof groups;

const SHOWN = [
  ...groups.status,
  ...groups.assignee,
  "priority",
  "first_seen",
  "event_count",
  "user_count",
] as const;

/** SQL: the columns of a group as JSON, without those that are null. `jsonb_populate_record(NULL::issue, …)` reads it back. */
export function groupSql(alias: string, group: Group): string {
  return jsonSql(alias, groups[group]);
}

/** SQL: everything that `readState` reads, as JSON. */
export function stateSql(alias: string): string {
  return jsonSql(alias, SHOWN);
}

function jsonSql(alias: string, columns: readonly string[]): string {
  return `jsonb_strip_nulls(jsonb_build_object(${columns.map((name) => `'${name}', ${alias}.${name}`).join(", ")}))`;
}

/** What `stateSql` gives; times are ISO 8601, what is null is missing. */
export type StoredState = {
  status: IssueState["status"];
  resolution?: Resolution["type"];
  resolved_release?: string;
  resolved_commit?: string;
  regressed_at?: string;
  escalated_at?: string;
  reviewed_at?: string;
  archive_condition?: ArchiveUntil["type"];
  archived_until?: string;
  archived_events?: number;
  archived_users?: number;
  archived_window?: number;
  assignee_user?: string;
  assignee_team?: string;
  priority: number;
  first_seen: string;
  event_count: number;
  user_count: number;
};

/** A stored state as people read it; `nameOf` knows the names of people and teams. */
export function readState(
  stored: StoredState,
  nameOf: (type: Assignee["type"], id: string) => string | null,
  now: Date,
): IssueState {
  const { status } = stored;
  return {
    status,
    resolution: status === "resolved" ? readResolution(stored) : null,
    archiveUntil: status === "archived" ? readArchiveUntil(stored) : null,
    assignee: readAssignee(stored, nameOf),
    priority: priorityName(stored.priority),
    isForReview: isForReview(
      {
        status,
        firstSeen: new Date(stored.first_seen),
        regressedAt: readTime(stored.regressed_at),
        escalatedAt: readTime(stored.escalated_at),
        reviewedAt: readTime(stored.reviewed_at),
      },
      now,
    ),
  };
}

function readTime(time: string | undefined): Date | null {
  return time === undefined ? null : new Date(time);
}

type StoredResolution = Pick<StoredState, "resolution" | "resolved_release" | "resolved_commit">;

/** How a resolved issue was resolved. */
export function readResolution(stored: StoredResolution): Resolution {
  switch (stored.resolution) {
    case "next_release":
      return { type: "next_release" };
    case "release":
      return { type: "release", release: stored.resolved_release ?? "" };
    case "commit":
      return { type: "commit", commit: stored.resolved_commit ?? "" };
    default:
      return { type: "now" };
  }
}

type StoredArchive = Pick<
  StoredState,
  | "archive_condition"
  | "archived_until"
  | "archived_events"
  | "archived_users"
  | "archived_window"
  | "event_count"
  | "user_count"
>;

/** Until when an archived issue is. Of a count without a window, how many are missing yet: it is stored as where it ends. */
export function readArchiveUntil(stored: StoredArchive): ArchiveUntil {
  switch (stored.archive_condition) {
    case "escalating":
      return { type: "escalating" };
    case "time":
      return { type: "time", at: new Date(stored.archived_until ?? 0).toISOString() };
    case "count":
      return readCount(stored);
    default:
      return { type: "forever" };
  }
}

function readCount({ archived_window: window, ...stored }: StoredArchive): ArchiveUntil {
  const left = (end: number | undefined, counted: number) =>
    end === undefined || window !== undefined ? end : Math.max(1, end - counted);
  const events = left(stored.archived_events, stored.event_count);
  const users = left(stored.archived_users, stored.user_count);
  return {
    type: "count",
    ...(events === undefined ? {} : { events }),
    ...(users === undefined ? {} : { users }),
    ...(window === undefined ? {} : { windowMinutes: window }),
  };
}

/** Whose an issue is. */
export function readAssignee(
  stored: Pick<StoredState, "assignee_user" | "assignee_team">,
  nameOf: (type: Assignee["type"], id: string) => string | null,
): Assignee | null {
  const { assignee_user: user, assignee_team: team } = stored;
  if (user !== undefined) return { type: "user", id: user, name: nameOf("user", user) };
  return team === undefined ? null : { type: "team", id: team, name: nameOf("team", team) };
}
