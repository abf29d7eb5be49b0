import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { MergeResult } from "@/lib/issues/merge-schemas";
import { describeMerge } from "./describe-merge";
import { addEvents, flattenRows, type IssuePages } from "./merge-updates";
import { sendMerge, undoMerge } from "./send-merge";
import type { RowChanges } from "./use-row-changes";

type Merge = {
  rows: RowChanges;
  client: QueryClient;
  /** Short ids: the issue that stays, and those that end in it. */
  into: string;
  from: readonly string[];
};

/**
 * Merging in the list: the rows that end in another one fade and leave at once, the server follows. A refusal puts
 * them back and says why; Undo brings the issues back.
 */
export async function mergeRows({ rows, client, into, from }: Merge): Promise<void> {
  const before = rows.read();
  if (!before || from.length === 0) return;
  const gone = new Set(from);
  const ids = new Set([into, ...from]);
  rows.begin(ids);
  rows.write((data) => addEvents(data, into, gone));
  const left = rows.leave(gone);
  try {
    const result = await sendMerge({ into, from: [...from] });
    toast({
      message: describeMerge(result),
      undo: () => takeBack({ rows, client, before, ids, result }),
    });
  } catch (error) {
    await left;
    rows.restore(before, ids);
    toast({ message: reason(error), tone: "failed" });
  } finally {
    await left;
    settle(rows, client, ids);
  }
}

type Merged = {
  /** The list as it was. */
  before: IssuePages;
  ids: ReadonlySet<string>;
  result: MergeResult;
} & Pick<Merge, "rows" | "client">;

async function takeBack({ rows, client, before, ids, result }: Merged): Promise<void> {
  rows.begin(ids);
  rows.restore(before, ids);
  try {
    const into = flattenRows(before).find((row) => row.shortId === result.into.shortId);
    await undoMerge(result, into?.status ?? result.into.status);
  } catch (error) {
    rows.reload();
    toast({ message: reason(error), tone: "failed" });
  } finally {
    settle(rows, client, ids);
  }
}

function settle(rows: RowChanges, client: QueryClient, ids: ReadonlySet<string>): void {
  rows.settle(ids);
  void client.invalidateQueries({ queryKey: ["issues", "updates"] });
  for (const key of ["issue", "events"]) void client.invalidateQueries({ queryKey: [key] });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "The issues were not merged. Retry.";
}
