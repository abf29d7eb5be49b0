import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { together, type Writing } from "@/lib/db/pipeline";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { firstPriority } from "@/lib/issues/workflow/priority";
import { writeIssueText } from "@/lib/search/write-issue-text";
import type { NewIssue } from "./assignment";
import { countUserKeys } from "./count-users";
import { describeOverflow, linkOverflow, readOverflow } from "./overflow";
import { type Allowance, lockAllowances, saveAllowances, share } from "./new-issue-limit";
import { writeOutbox } from "./write-outbox";

/** Where the events of a new issue go. */
export interface Opened {
  id: number;
  /** The project's overflow issue, instead of one of its own. */
  isOverflow: boolean;
  /** Inserted in this transaction, with the counts of its events. */
  isNew: boolean;
}

interface Row {
  id: number;
  shortId: number;
  /** What the issue looks like. */
  event: PreparedEvent;
  /** Its events of this batch. */
  events: PreparedEvent[];
}

/**
 * Makes the issues, each described by its first event and with the counts of all that it has in this batch, with short ids
 * in sequence per project.
 * What goes beyond the project's new-issue limit is sent to its overflow issue. The row that holds a project's short ids
 * and count of new issues is locked from here to the end of the transaction.
 */
export async function createIssues(
  db: PoolClient,
  issues: NewIssue[],
  writing: Writing,
): Promise<Map<NewIssue, Opened>> {
  if (issues.length === 0) return new Map();
  const projects = [...new Set(issues.map(({ first }) => first.projectId))];
  const [allowances, overflows, ids] = await together([
    lockAllowances(db, projects),
    readOverflow(db, projects),
    takeIds(db, issues.length + projects.length),
  ]);
  const opened = new Map<NewIssue, Opened>();
  const rows: Row[] = [];
  const open = (event: PreparedEvent, events: PreparedEvent[], allowance: Allowance): number => {
    const id = ids.pop() as number;
    rows.push({ id, shortId: allowance.nextShortId++, event, events });
    return id;
  };
  for (const [projectId, own] of byProject(issues)) {
    const allowance = allowances.get(projectId) as Allowance;
    const granted = share(allowance, own.length);
    for (const issue of own.slice(0, granted)) {
      const id = open(issue.first, issue.events, allowance);
      opened.set(issue, { id, isOverflow: false, isNew: true });
    }
    const beyond = own.slice(granted);
    const [representative] = beyond;
    if (!representative) continue;
    let id = overflows.get(projectId);
    const isNew = id === undefined;
    if (id === undefined) {
      // The frames are those of one error among the many that it keeps.
      const look = {
        ...describeOverflow(representative.first, allowance.limit as number),
        stackText: undefined,
      };
      const events = beyond.flatMap((issue) => issue.events);
      id = open(look, events, allowance);
      writing.add(linkOverflow(db, { projectId, issueId: id }));
    }
    for (const issue of beyond) opened.set(issue, { id, isOverflow: true, isNew });
    if (allowance.isFirstBeyond) {
      writing.add(writeOutbox(db, "spike", [{ event: representative.first, issueId: id }]));
    }
  }
  if (rows.length > 0) {
    writing.add(insertIssues(db, rows));
    writing.add(insertTexts(db, rows));
  }
  writing.add(saveAllowances(db, allowances));
  const own = [...opened].filter(([, { isOverflow }]) => !isOverflow);
  if (own.length > 0) {
    const news = own.map(([{ first }, { id }]) => ({ event: first, issueId: id }));
    writing.add(writeOutbox(db, "new_issue", news));
  }
  return opened;
}

function byProject(issues: NewIssue[]): Map<number, NewIssue[]> {
  const groups = new Map<number, NewIssue[]>();
  for (const issue of issues) {
    const group = groups.get(issue.first.projectId);
    if (group) group.push(issue);
    else groups.set(issue.first.projectId, [issue]);
  }
  return groups;
}

async function takeIds(db: PoolClient, count: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: "take-issue-ids",
    text: "SELECT nextval(pg_get_serial_sequence('issue', 'id')) AS id FROM generate_series(1, $1::int) ORDER BY 1 DESC",
    values: [count],
  });
  return rows.map((row) => row.id);
}

async function insertIssues(db: PoolClient, rows: Row[]): Promise<void> {
  const last = rows.map(({ events }) => events.at(-1) as PreparedEvent);
  await db.query({
    name: "insert-issues",
    text: `
      INSERT INTO issue (project_id, id, short_id, type, message, culprit, function, location, level, platform, logger,
                         is_unhandled, first_seen, last_seen, first_release, last_release, event_count, stored_count, user_count, priority)
      SELECT project_id, id, short_id, type, message, culprit, function, location, level, platform, logger,
             is_unhandled, first_seen, last_seen, first_release, last_release, quantity, quantity, users, priority
        FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                    $9::int[], $10::text[], $11::text[], $12::bool[], $13::timestamptz[], $14::timestamptz[], $15::text[],
                    $16::text[], $17::bigint[], $18::bigint[], $19::int[])
             AS t (project_id, id, short_id, type, message, culprit, function, location, level, platform, logger,
                   is_unhandled, first_seen, last_seen, first_release, last_release, quantity, users, priority)`,
    values: [
      plainArray(rows.map(({ event }) => event.projectId)),
      plainArray(rows.map(({ id }) => id)),
      plainArray(rows.map(({ shortId }) => shortId)),
      textArray(rows.map(({ event }) => event.type)),
      textArray(rows.map(({ event }) => event.message)),
      textArray(rows.map(({ event }) => event.culprit)),
      textArray(rows.map(({ event }) => event.function)),
      textArray(rows.map(({ event }) => event.location)),
      plainArray(last.map((event) => event.level)),
      textArray(rows.map(({ event }) => event.platform)),
      textArray(rows.map(({ event }) => event.logger)),
      plainArray(rows.map(({ events }) => events.some((event) => event.isUnhandled))),
      timeArray(rows.map(({ event }) => event.receivedAt)),
      timeArray(last.map((event) => event.receivedAt)),
      textArray(rows.map(({ event }) => event.release || null)),
      textArray(rows.map(({ events }) => events.findLast((event) => event.release)?.release)),
      plainArray(rows.map(({ events }) => events.length)),
      plainArray(rows.map(({ events }) => countUserKeys(events))),
      plainArray(rows.map(({ events }) => Math.max(...events.map(firstPriority)))),
    ],
  });
}

async function insertTexts(db: PoolClient, rows: Row[]): Promise<void> {
  await db.query({
    name: "insert-issue-texts",
    text: "INSERT INTO issue_text (project_id, issue_id, text) SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[])",
    values: [
      plainArray(rows.map(({ event }) => event.projectId)),
      plainArray(rows.map(({ id }) => id)),
      textArray(rows.map(({ event }) => writeIssueText(event))),
    ],
  });
}
