import type {
  ActivityEntry,
  ArchiveUntil,
  AssigneeInput,
  IssueChange,
  Priority,
  Resolution,
} from "./schemas";
import { priorityNumber } from "./priority";
import type { Group } from "./state";

/** A change of issues themselves; the other kinds are about a person and an issue. */
export type StateChange = Exclude<IssueChange, { kind: "bookmark" | "subscribe" }>;

/**
 * A change in SQL. `i` is the issue, `b` the same before the change with what was found out about it (`newest`: the newest
 * release of its project; `forecast`: events that an hour may bring).
 */
export type Plan = {
  kind: ActivityEntry["kind"];
  group: Group;
  /** What the timeline says beside the kind. */
  data: object;
  /** Columns and what they become; what a status leaves out becomes null. */
  set: Readonly<Record<string, string>>;
  /** Whether the change would do anything to `b`. */
  differs: string;
  /** A fact for the outbox, of those issues (`c` after, `b` before) for which the condition holds. */
  tells?: { kind: "assigned" | "prioritised"; when: string };
};

type Bind = (value: unknown) => string;

const NOBODY = {
  resolution: "NULL",
  resolved_release: "NULL",
  resolved_commit: "NULL",
  resolved_at: "NULL",
  resolved_by: "NULL",
  regressed_at: "NULL",
  escalated_at: "NULL",
  archived_at: "NULL",
  archived_by: "NULL",
  archive_condition: "NULL",
  archived_until: "NULL",
  archived_events: "NULL",
  archived_users: "NULL",
  archived_window: "NULL",
  // Who says how an issue stands has looked at it.
  reviewed_at: "now()",
};

const FOR_REVIEW = `(b.status = 'unresolved' AND greatest(b.first_seen, b.regressed_at, b.escalated_at) > now() - interval '7 days'
  AND (b.reviewed_at IS NULL OR b.reviewed_at < greatest(b.first_seen, b.regressed_at, b.escalated_at)))`;

/** How a change is done. `bind` adds a value to the statement, `actor` is the id of who does it. */
export function planChange(change: StateChange, actor: string, bind: Bind): Plan {
  switch (change.kind) {
    case "resolve":
      return planResolve(change.in, actor, bind);
    case "unresolve":
      return {
        kind: "unresolved",
        group: "status",
        data: {},
        set: { ...NOBODY, status: "'unresolved'" },
        differs: "b.status <> 'unresolved'",
      };
    case "archive":
      return planArchive(change.until, actor, bind);
    case "assign":
      return planAssign(change.to, bind);
    case "priority":
      return planPriority(change.priority, bind);
    default:
      return {
        kind: "reviewed",
        group: "review",
        data: {},
        set: { reviewed_at: "now()" },
        differs: FOR_REVIEW,
      };
  }
}

function planAssign(to: AssigneeInput | null, bind: Bind): Plan {
  const user = `${bind(to?.type === "user" ? to.id : null)}::text`;
  const team = `${bind(to?.type === "team" ? to.id : null)}::text`;
  return {
    kind: "assigned",
    group: "assignee",
    data: { to },
    set: { assignee_user: user, assignee_team: team },
    differs: `(b.assignee_user, b.assignee_team) IS DISTINCT FROM (${user}, ${team})`,
    ...(to !== null && { tells: { kind: "assigned", when: "true" } }),
  };
}

function planPriority(priority: Priority, bind: Bind): Plan {
  const number = `${bind(priorityNumber(priority))}::smallint`;
  return {
    kind: "priority",
    group: "priority",
    data: { priority },
    set: { priority: number, is_priority_set: "true" },
    differs: `(b.priority, b.is_priority_set) IS DISTINCT FROM (${number}, true)`,
    ...(priority === "high" && { tells: { kind: "prioritised", when: "b.priority < c.priority" } }),
  };
}

function planResolve(resolution: Resolution, actor: string, bind: Bind): Plan {
  const commit =
    resolution.type === "commit" ? { ...resolution, commit: resolution.commit.toLowerCase() } : null;
  const release = {
    now: () => "NULL",
    commit: () => "NULL",
    next_release: () => "b.newest",
    release: () => `${bind(resolution.type === "release" ? resolution.release : null)}::text`,
  }[resolution.type]();
  const type = `${bind(resolution.type)}::text`;
  const of = commit ? `${bind(commit.commit)}::text` : "NULL";
  return {
    kind: "resolved",
    group: "status",
    data: { in: commit ?? resolution },
    set: {
      ...NOBODY,
      status: "'resolved'",
      resolution: type,
      resolved_release: release,
      resolved_commit: of,
      resolved_at: "now()",
      resolved_by: `${bind(actor)}::text`,
    },
    differs: `b.status <> 'resolved' OR (coalesce(b.resolution, 'now'), b.resolved_release, b.resolved_commit) IS DISTINCT FROM (${type}, ${release}, ${of})`,
  };
}

function planArchive(until: ArchiveUntil, actor: string, bind: Bind): Plan {
  const set: Record<string, string> = {
    ...NOBODY,
    status: "'archived'",
    archived_at: "now()",
    archived_by: `${bind(actor)}::text`,
    archive_condition: `${bind(until.type)}::text`,
  };
  const plan = { kind: "archived", group: "status", data: { until }, set } as const;
  const isOther = `b.status <> 'archived' OR b.archive_condition IS DISTINCT FROM ${set.archive_condition}`;
  if (until.type === "time") {
    set.archived_until = `${bind(until.at)}::timestamptz`;
    return { ...plan, differs: `${isOther} OR b.archived_until IS DISTINCT FROM ${set.archived_until}` };
  }
  if (until.type === "escalating") {
    set.archived_events = "b.forecast + 1";
    set.archived_window = "60";
  }
  if (until.type !== "count") return { ...plan, differs: isOther };
  // Without a window they are values of the counters, which ingest can look at.
  const isWindowed = until.windowMinutes !== undefined;
  const end = (quantity: number | undefined, counter: string) =>
    quantity === undefined ? "NULL" : `${bind(quantity)}::bigint${isWindowed ? "" : ` + b.${counter}`}`;
  set.archived_events = end(until.events, "event_count");
  set.archived_users = end(until.users, "user_count");
  if (isWindowed) set.archived_window = `${bind(until.windowMinutes)}::int`;
  return { ...plan, differs: "true" };
}
