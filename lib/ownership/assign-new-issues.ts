import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { decodePayload } from "@/lib/events/payload";
import { readEventSettings } from "@/lib/events/read-event-settings";
import type { Assignee } from "@/lib/issues/workflow/schemas";
import type { Event } from "@/lib/protocol/event";
import { readTraits } from "./event-traits";
import { findKnownOwners } from "./find-known-owners";
import { writeOwner } from "./owner";
import { readRules } from "./read-rules";
import type { OwnershipTexts } from "./schemas";
import { findOwningRules } from "./suggest-owners";

/** New issues of one project that are looked at before the next one has its turn. */
const PORTION = 100;

/** A new issue, as the outbox tells of it. */
interface News extends OwnershipTexts {
  projectId: number;
  id: number;
  issueId: number;
  payload: Buffer | null;
}

interface Owned {
  assignee: Assignee;
  /** The line that names the owner. */
  rule: string;
}

/**
 * Gives new issues to the owner whom the rules of their project name, where that is turned on: once, and only if nobody was
 * ever assigned. The rule that decides counts alone; of its owners the first who exists and sees the project. Each issue is
 * one transaction with the mark in the outbox that it was looked at, so that any number of processes can be at it, and one
 * that is killed leaves nothing half done. Returns how many issues were assigned.
 */
export async function assignNewIssues(signal?: AbortSignal): Promise<number> {
  let assigned = 0;
  for (let found = PORTION; found >= PORTION; ) {
    const news = await readNews();
    found = news.length;
    let isOurs = false;
    for (const one of news) {
      if (signal?.aborted) return assigned;
      const fate = await give(one, await findOwner(one));
      if (fate !== "gone") isOurs = true;
      if (fate === "assigned") assigned++;
    }
    // Others are at the same rows.
    if (!isOurs) break;
  }
  return assigned;
}

async function readNews(): Promise<News[]> {
  const { rows } = await pool().query<News>(
    `SELECT n.project_id AS "projectId", n.id, n.issue_id AS "issueId", p.ownership_rules AS rules, p.codeowners,
            e.payload
       FROM project p
      CROSS JOIN LATERAL (
            SELECT o.project_id, o.id, o.issue_id, o.event_id, o.created_at FROM outbox o
             WHERE o.project_id = p.id AND o.kind = 'new_issue' AND NOT o.is_owner_sought
               AND o.created_at >= p.auto_assigning_since
             ORDER BY o.created_at LIMIT ${PORTION}) AS n
       LEFT JOIN LATERAL (
            SELECT payload FROM event
             WHERE project_id = n.project_id AND issue_id = n.issue_id
             ORDER BY received_at, seq LIMIT 1) AS e ON true
      WHERE p.is_auto_assigning`,
  );
  return rows;
}

async function findOwner(news: News): Promise<Owned | undefined> {
  const event = news.payload && readEvent(news.payload);
  if (!event) return undefined;
  const ownership = readRules(news);
  const { atArrival } = await readEventSettings(news.projectId, event);
  const [rule] = findOwningRules(ownership, readTraits(event, atArrival));
  if (!rule) return undefined;
  const named = rule.owners.map(writeOwner);
  const known = await findKnownOwners(news.projectId, named);
  const assignee = named.map((name) => known.get(name)).find((one) => one !== undefined);
  return assignee && { assignee, rule: rule.text };
}

/** A payload that cannot be read (a damaged disk) has no owner; it must not keep the others from theirs. */
function readEvent(payload: Buffer): Event | null {
  try {
    return decodePayload(payload);
  } catch {
    return null;
  }
}

/** Locks: the issue, then the outbox, as a merge does. */
function give(
  { projectId, id, issueId }: News,
  owned: Owned | undefined,
): Promise<"assigned" | "left" | "gone"> {
  return transaction(async (db) => {
    await db.query("SELECT FROM issue WHERE project_id = $1 AND id = $2 FOR NO KEY UPDATE", [
      projectId,
      issueId,
    ]);
    const marked = await db.query(
      "UPDATE outbox SET is_owner_sought = true WHERE project_id = $1 AND id = $2 AND NOT is_owner_sought",
      [projectId, id],
    );
    if (marked.rowCount === 0) return "gone";
    if (!owned) return "left";
    const { type, id: to } = owned.assignee;
    const { rowCount } = await db.query(
      `WITH given AS (
         UPDATE issue SET assignee_user = $3, assignee_team = $4
          WHERE project_id = $1 AND id = $2 AND status <> 'merged' AND assignee_user IS NULL AND assignee_team IS NULL
            AND NOT EXISTS (SELECT FROM issue_activity a
                             WHERE a.project_id = $1 AND a.issue_id = $2 AND a.kind = 'assigned')
         RETURNING project_id, id
       ), told AS (
         INSERT INTO outbox (project_id, kind, issue_id) SELECT project_id, 'assigned', id FROM given
       )
       INSERT INTO issue_activity (project_id, issue_id, kind, data)
       SELECT project_id, id, 'assigned', $5::jsonb FROM given`,
      [
        projectId,
        issueId,
        type === "user" ? to : null,
        type === "team" ? to : null,
        JSON.stringify({ to: { type, id: to }, rule: owned.rule }),
      ],
    );
    return rowCount === 1 ? "assigned" : "left";
  });
}
