import { fetchJson } from "@/components/layout/fetch-json";
import { changeLimit } from "@/lib/issues/constants";
import type { DeleteIssuesInput, DeleteResult } from "@/lib/issues/delete/schemas";
import type { Portions, Targets } from "./send-change";

/** What was deleted before the end was reached, or before it was stopped. */
export type DeleteOutcome = {
  deleted: number;
  /** Those of everything that matches that could not go. */
  left: string[];
  /** Why it went no further; undefined when all is done, or when somebody stopped it. */
  error?: unknown;
  isStopped: boolean;
};

const postDelete = (body: DeleteIssuesInput) =>
  fetchJson<DeleteResult>("/api/v1/issues/delete", { method: "POST", body });

/** Deletes issues in portions until none is left. A portion that was sent is waited for, so what is reported is what was done. */
export async function sendDelete(
  targets: Targets,
  discard: boolean,
  { onProgress, signal }: Portions = {},
): Promise<DeleteOutcome> {
  const outcome: DeleteOutcome = { deleted: 0, left: [], isStopped: false };
  try {
    for await (const { deleted, left, cursor } of portionsOf(targets, discard)) {
      outcome.deleted += deleted.length;
      outcome.left.push(...left);
      onProgress?.(outcome.deleted);
      if (signal?.aborted && cursor !== null) {
        outcome.isStopped = true;
        break;
      }
    }
  } catch (error) {
    outcome.error = error;
  }
  return outcome;
}

async function* portionsOf(targets: Targets, discard: boolean): AsyncGenerator<DeleteResult> {
  if ("shortIds" in targets) {
    for (let at = 0; at < targets.shortIds.length; at += changeLimit) {
      yield await postDelete({ discard, shortIds: targets.shortIds.slice(at, at + changeLimit) });
    }
    return;
  }
  let result = await postDelete({ discard, matching: targets.matching });
  yield result;
  while (result.cursor !== null) {
    result = await postDelete({ discard, matching: targets.matching, cursor: result.cursor });
    yield result;
  }
}
