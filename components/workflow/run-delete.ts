import { projectLinks } from "@/components/projects/links";
import { toast } from "@/components/ui/toast";
import { type DeleteOutcome, sendDelete } from "./send-delete";
import type { Targets } from "./send-change";
import { hideProgress, showProgress } from "./show-progress";
import { countOf, nameOf, reasonOf } from "./words";

type Deletion = {
  targets: Targets;
  discard: boolean;
  /** Slugs of the projects; empty is every project. */
  projects: readonly string[];
};

/**
 * Deletes issues and says what was deleted, and while it takes long, how far it is. Nothing is thrown: what went wrong is
 * said, too.
 */
export async function runDelete({ targets, discard, projects }: Deletion): Promise<DeleteOutcome> {
  const stop = new AbortController();
  const report = (done: number) => {
    if ("matching" in targets)
      showProgress({
        act: "Deleting",
        done,
        total: targets.total,
        ...(stop.signal.aborted ? {} : { onStop: () => stop.abort() }),
      });
  };
  try {
    report(0);
    const outcome = await sendDelete(targets, discard, { onProgress: report, signal: stop.signal });
    const [slug, ...others] = projects;
    toast({
      message: tellDeletion(targets, discard, outcome),
      ...(outcome.error === undefined && outcome.left.length === 0 ? {} : { tone: "failed" as const }),
      ...(discard && outcome.deleted > 0 && slug !== undefined && others.length === 0
        ? { link: { href: projectLinks.grouping(slug), label: "What is discarded" } }
        : {}),
    });
    return outcome;
  } finally {
    hideProgress();
  }
}

/** What was deleted, in a sentence or two. */
export function tellDeletion(targets: Targets, discard: boolean, outcome: DeleteOutcome): string {
  const { deleted, left, error, isStopped } = outcome;
  if (deleted === 0 && error !== undefined) return reasonOf(error, "Nothing was deleted. Retry.");
  const isWhole = "shortIds" in targets && deleted === targets.shortIds.length;
  const what = isWhole ? nameOf(targets.shortIds) : countOf(deleted);
  const future =
    discard && deleted > 0 ? `. ${deleted === 1 ? "Its" : "Their"} future events are discarded` : "";
  const parts = [isStopped ? `Deleted ${what}, and stopped there${future}` : `Deleted ${what}${future}`];
  if (left.length > 0) parts.push(tellLeft(left, discard));
  if (error !== undefined) parts.push(`The others were not deleted: ${reasonOf(error)}`);
  return parts.join(". ");
}

function tellLeft(left: readonly string[], discard: boolean): string {
  const those = left.length === 1 ? `${left[0]} was` : `${countOf(left.length)} were`;
  const why = discard ? "events are still moving, or the issue holds many causes" : "events are still moving";
  return `${those} left: ${why}`;
}
