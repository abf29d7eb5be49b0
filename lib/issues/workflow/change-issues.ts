import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { applyChange, type Changed } from "./apply-change";
import { findMatching } from "./find-matching";
import { findOut } from "./find-out";
import { followIssues } from "./follow-issues";
import { type IssueKey, lockKeys, lockNamed } from "./issue-keys";
import { readNames } from "./read-names";
import type { ChangeIssuesInput, ChangeResult, IssueChange } from "./schemas";
import { readState } from "./state";

/**
 * One act on issues: on those that are named, all or none of them; or on everything that matches a filter, a portion of at
 * most 1,000 at a time, until `cursor` is null. Every issue that changes gets an entry in its timeline, by whose
 * `changeId` the act can be undone; issues that stand so already are left out. Viewers bookmark and subscribe, no more.
 * @throws NotFoundError when one that is named is missing, merged, or outside the actor's projects
 * @throws InvalidInputError for an assignee or a release that the project does not know, and for a made-up cursor
 */
export async function changeIssues(ctx: Context, input: ChangeIssuesInput): Promise<ChangeResult> {
  authorizeChange(ctx, input.change);
  if ("shortIds" in input) {
    const changeId = randomUUID();
    const changed = await transaction(async (db) =>
      change(db, ctx, input.change, changeId, await lockNamed(db, ctx, input.shortIds)),
    );
    return { changeId, changed: await show(changed), cursor: null };
  }
  const changeId = input.changeId ?? randomUUID();
  const { keys, cursor } = await findMatching(ctx, input.matching, input.cursor);
  const changed = await transaction(async (db) =>
    change(db, ctx, input.change, changeId, await lockKeys(db, keys)),
  );
  return { changeId, changed: await show(changed), cursor };
}

function authorizeChange(ctx: Context, { kind }: IssueChange): void {
  const isOwn = kind === "bookmark" || kind === "subscribe";
  authorize(ctx, isOwn ? "mark:write" : "issue:write");
}

async function change(
  db: PoolClient,
  ctx: Context,
  act: IssueChange,
  changeId: string,
  keys: readonly IssueKey[],
): Promise<Changed[]> {
  if (keys.length === 0) return [];
  if (act.kind === "bookmark" || act.kind === "subscribe") return followIssues(db, ctx, act, keys);
  return applyChange(db, ctx, act, changeId, keys, await findOut(db, act, keys));
}

async function show(changed: readonly Changed[]): Promise<ChangeResult["changed"]> {
  const states = changed.flatMap(({ before, after }) => [before, after]);
  const nameOf = await readNames({
    users: states.flatMap((state) => state.assignee_user ?? []),
    teams: states.flatMap((state) => state.assignee_team ?? []),
  });
  const now = new Date();
  return changed.map(({ shortId, before, after }) => ({
    shortId,
    before: readState(before, nameOf, now),
    after: readState(after, nameOf, now),
  }));
}
