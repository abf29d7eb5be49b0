import { runDelete } from "@/components/workflow/run-delete";
import type { Targets } from "@/components/workflow/send-change";
import type { RowChanges } from "./use-row-changes";

type Deletion = {
  rows: RowChanges;
  targets: Targets;
  discard: boolean;
  /** The loaded rows among the targets. */
  ids: ReadonlySet<string>;
  projects: readonly string[];
};

/** Deletes issues of a list: the rows fade at once, the server follows. What was refused comes back, and the reason is said. */
export async function deleteRows({ rows, ids, ...deletion }: Deletion): Promise<void> {
  const before = rows.read();
  rows.begin(ids);
  const left = rows.leave(ids);
  const outcome = await runDelete(deletion);
  await left;
  if (outcome.deleted === 0 && before) rows.restore(before, ids);
  // What was not loaded went, too; what was left, stopped or failed halfway did not.
  else if ("matching" in deletion.targets || outcome.error !== undefined) rows.reload();
  rows.settle(ids);
}
