import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { waitForMoves } from "@/lib/issues/moves/wait-for-moves";
import { findMatching } from "@/lib/issues/workflow/find-matching";
import { type Doomed, findByKeys, findNamed } from "./find-doomed";
import { removeIssues } from "./remove-issues";
import { type DeleteIssuesInput, type DeleteResult, deletePortion } from "./schemas";

/**
 * Deletes issues for good: those that are named, all of them or none; or everything that matches a filter, a portion at a
 * time, until `cursor` is null. Signposts of issues that were merged into them go, too. They are gone at once: nothing
 * leads to them any more, and a next event of the same cause opens a new issue. Their events, and what is counted of these,
 * follow in portions, which the worker goes on with after a crash, and when nobody asks for the next portion. What was
 * received stays in the statistics of the project. With `discard`, their hashes are discarded in the same transaction: no
 * event of theirs is stored again.
 * @throws NotFoundError when one that is named does not exist, or was merged into another
 * @throws InvalidInputError when the overflow issue is named and to be discarded, and for a made-up cursor
 * @throws ConflictError while events of one that is named are still moving
 */
export async function deleteIssues(ctx: Context, input: DeleteIssuesInput): Promise<DeleteResult> {
  authorize(ctx, "issue:write");
  const { discard = false } = input;
  if ("shortIds" in input) {
    const issues = await findNamed(ctx, input.shortIds);
    await waitFor(issues);
    await removeIssues(ctx, issues, { discard, isLenient: false });
    return { deleted: namesOf(issues), left: [], isRemoving: await waitFor(issues), cursor: null };
  }
  const { keys, cursor } = await findMatching(ctx, input.matching, input.cursor, deletePortion);
  const issues = await findByKeys(keys);
  const deleted = await removeIssues(ctx, issues, { discard, isLenient: true });
  const left = issues.filter((issue) => !deleted.includes(issue));
  // Who waited for each portion's events would wait for most of the time.
  const isRemoving = cursor === null ? await waitFor(issues) : deleted.length > 0;
  return { deleted: namesOf(deleted), left: namesOf(left), isRemoving, cursor };
}

/** Gives events that are on the move time to arrive; returns whether some are still under way. */
async function waitFor(issues: readonly Doomed[]): Promise<boolean> {
  const projects = [...new Set(issues.map(({ projectId }) => projectId))];
  const waits = await Promise.all(projects.map((projectId) => waitForMoves(projectId)));
  return waits.some(({ isMoving }) => isMoving);
}

const namesOf = (issues: readonly Doomed[]) => issues.map(({ shortId }) => shortId);
