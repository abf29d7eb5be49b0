import { toast } from "@/components/ui/toast";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { type ChangeOutcome, sendChange, sendUndo, type Targets } from "./send-change";
import { hideProgress, showProgress } from "./show-progress";
import type { Shown } from "./subject";
import { countOf, describeChange, describeProgress, nameOf, reasonOf } from "./words";

type Act = {
  change: IssueChange;
  targets: Targets;
  shown?: Shown;
  /** Shows how it was, at once, before the server has taken the act back. */
  onUndo: () => void;
  /** The server took it back; `isWhole` is false when others had changed something since, or when it failed. */
  onUndone: (isWhole: boolean) => void;
};

/**
 * Sends an act and says what was done, with the way back; of an act on everything it says how far it is, else it is said at
 * once: whoever takes a slip of a key back need not wait. Throws when nothing was done: whoever showed the change already
 * takes it back, and says why.
 */
export async function runChange(act: Act): Promise<ChangeOutcome> {
  const { change, targets } = act;
  const stop = new AbortController();
  const report = (done: number) => {
    if ("matching" in targets)
      showProgress({
        act: describeProgress(change),
        done,
        total: targets.total,
        ...(stop.signal.aborted ? {} : { onStop: () => stop.abort() }),
      });
  };
  report(0);
  const sent = sendChange(change, targets, { onProgress: report, signal: stop.signal });
  const undo =
    change.kind === "bookmark" || change.kind === "subscribe" ? {} : { undo: () => takeBack(act, sent) };
  if ("shortIds" in targets) {
    toast({ message: describeChange(change, nameOf(targets.shortIds), act.shown?.assignee?.name), ...undo });
  }
  try {
    const outcome = await sent;
    const { changed, error } = outcome;
    if ("matching" in targets || changed === 0 || error !== undefined) {
      toast({
        message: tell(act, outcome),
        ...(error === undefined ? {} : { tone: "failed" as const }),
        ...(changed > 0 ? undo : {}),
      });
    }
    return outcome;
  } finally {
    hideProgress();
  }
}

async function takeBack({ targets, onUndo, onUndone }: Act, sent: Promise<ChangeOutcome>) {
  onUndo();
  const outcome = await sent.catch(() => null);
  // What was refused is as before already, and its reason is said.
  if (outcome === null || outcome.changed === 0) return onUndone(true);
  const { changeIds, changed } = outcome;
  const report = (done: number) => showProgress({ act: "Taking back", done, total: changed });
  try {
    if ("matching" in targets) report(0);
    const { left } = await sendUndo(changeIds, "matching" in targets ? { onProgress: report } : {});
    if (left.length > 0) {
      const those = left.length === 1 ? `${left[0]} was` : `${countOf(left.length)} were`;
      toast({ message: `${those} changed since, and left as it is now`, tone: "failed" });
    }
    onUndone(left.length === 0);
  } catch (error) {
    onUndone(false);
    toast({ message: reasonOf(error, "Nothing was taken back. Retry."), tone: "failed" });
  } finally {
    hideProgress();
  }
  return undefined;
}

function tell({ change, targets, shown }: Act, { changed, error, isStopped }: ChangeOutcome): string {
  const meant = "shortIds" in targets ? nameOf(targets.shortIds) : countOf(changed);
  if (changed === 0) return `${"shortIds" in targets ? meant : "All"} stood so already`;
  const done = describeChange(change, isStopped || error ? countOf(changed) : meant, shown?.assignee?.name);
  if (error) return `${done}. The others were not changed: ${reasonOf(error)}`;
  return isStopped ? `${done}, and stopped there` : done;
}
