import { fetchJson } from "@/components/layout/fetch-json";
import { changeLimit } from "@/lib/issues/constants";
import type { IssueFilter } from "@/lib/issues/schemas";
import type {
  ChangeIssuesInput,
  ChangeResult,
  IssueChange,
  UndoChangeInput,
  UndoResult,
} from "@/lib/issues/workflow/schemas";

/** What an act is meant for: issues by name, or everything that a filter lets through, about `total` of them. */
export type Targets = { shortIds: readonly string[] } | { matching: IssueFilter; total: number };

/** What was done before the end was reached, or before it was stopped. */
export type ChangeOutcome = {
  /** For Undo; several when more issues were named than one request takes. */
  changeIds: string[];
  /** Issues that stand otherwise now. */
  changed: number;
  /** Why it went no further; undefined when all is done, or when somebody stopped it. */
  error?: unknown;
  isStopped: boolean;
};

export type Portions = { onProgress?: (done: number) => void; signal?: AbortSignal };

// The page says at once that it is done, so the request outlives a page that is left.
const postChange = (body: ChangeIssuesInput) =>
  fetchJson<ChangeResult>("/api/v1/issues/change", { method: "POST", body, keepalive: true });

const postUndo = (body: UndoChangeInput) =>
  fetchJson<UndoResult>("/api/v1/issues/undo", { method: "POST", body, keepalive: true });

/**
 * Sends an act in portions until all issues have it. A portion that was sent is waited for, so what is reported is what
 * was done. Throws only when nothing was done at all.
 */
export async function sendChange(
  change: IssueChange,
  targets: Targets,
  { onProgress, signal }: Portions = {},
): Promise<ChangeOutcome> {
  const outcome: ChangeOutcome = { changeIds: [], changed: 0, isStopped: false };
  const seen = new Set<string>();
  try {
    for await (const result of portionsOf(change, targets)) {
      outcome.changed += result.changed.length;
      if (!seen.has(result.changeId)) outcome.changeIds.push(result.changeId);
      seen.add(result.changeId);
      onProgress?.(outcome.changed);
      if (signal?.aborted && result.cursor !== null) {
        outcome.isStopped = true;
        break;
      }
    }
  } catch (error) {
    if (outcome.changed === 0) throw error;
    outcome.error = error;
  }
  return outcome;
}

async function* portionsOf(change: IssueChange, targets: Targets): AsyncGenerator<ChangeResult> {
  if ("shortIds" in targets) {
    for (let at = 0; at < targets.shortIds.length; at += changeLimit) {
      yield await postChange({ change, shortIds: targets.shortIds.slice(at, at + changeLimit) });
    }
    return;
  }
  let result = await postChange({ change, matching: targets.matching });
  yield result;
  while (result.cursor !== null) {
    const { changeId, cursor } = result;
    result = await postChange({ change, matching: targets.matching, changeId, cursor });
    yield result;
  }
}

/** Takes acts back, the last first, in portions. `left` are the issues that others changed since: they stay as they are. */
export async function sendUndo(
  changeIds: readonly string[],
  { onProgress }: Pick<Portions, "onProgress"> = {},
): Promise<{ restored: number; left: string[] }> {
  const left: string[] = [];
  let restored = 0;
  for (const changeId of changeIds.toReversed()) {
    let isDone = false;
    while (!isDone) {
      const result = await postUndo({ changeId });
      restored += result.restored.length;
      left.push(...result.left);
      onProgress?.(restored);
      isDone = result.isDone;
    }
  }
  return { restored, left };
}
