import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { actorOf } from "./actor";
import type { ActivityEntry } from "./schemas";

type Issue = { projectId: number; issueId: number };

/** Writes one entry into the timeline of an issue, in the transaction that makes it true. */
export async function noteActivity(
  db: PoolClient,
  ctx: Context,
  { projectId, issueId }: Issue,
  { kind, ...data }: Extract<ActivityEntry, { kind: "merged" | "unmerged" }>,
): Promise<void> {
  await db.query(
    "INSERT INTO issue_activity (project_id, issue_id, kind, actor, data) VALUES ($1, $2, $3, $4, $5)",
    [projectId, issueId, kind, actorOf(ctx), JSON.stringify(data)],
  );
}
