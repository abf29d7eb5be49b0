"use client";

import { Split } from "lucide-react";
import { sendMerge, sendUnmerge } from "@/components/issues/send-merge";
import { paths } from "@/components/layout/place";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import type { UnmergeResult } from "@/lib/issues/merge-schemas";
import type { HashGroup } from "./gather-hashes";
import { useRegrouped } from "./queries";

type UnmergeDialogProps = {
  shortId: string;
  groups: readonly HashGroup[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone: () => void;
};

/** Says what taking these hashes out does, does it, and offers the way there and back. */
export function UnmergeDialog({ shortId, groups, open, onOpenChange, onDone }: UnmergeDialogProps) {
  const regrouped = useRegrouped();

  async function unmerge() {
    const hashes = groups.flatMap(({ lead, followers }) => [lead, ...followers].map(({ hash }) => hash));
    const result = await sendUnmerge(shortId, { hashes });
    onDone();
    const [first] = result.issues;
    toast({
      message: sentence(result),
      link: first && { href: paths.issue(first.shortId), label: `Open ${first.shortId}` },
      undo: () => mergeBack(result),
    });
    void regrouped();
  }

  async function mergeBack({ issues }: UnmergeResult) {
    try {
      await sendMerge({ into: shortId, from: issues.map((issue) => issue.shortId) });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : "Nothing was changed.", tone: "failed" });
    }
    await regrouped();
  }

  return (
    <AlertDialog
      title={`Unmerge ${groups.length === 1 ? "1 fingerprint" : `${groups.length} fingerprints`}`}
      description={describe(shortId, groups)}
      confirmLabel="Unmerge"
      cancelLabel="Keep together"
      icon={<Split className="i" />}
      open={open}
      onOpenChange={onOpenChange}
      onConfirm={unmerge}
    />
  );
}

function describe(shortId: string, groups: readonly HashGroup[]): string {
  const events = groups.reduce((sum, { lead }) => sum + lead.events.count, 0);
  const isExact = groups.every(({ lead }) => lead.events.isExact);
  const origins = [...new Set(groups.flatMap(({ lead }) => lead.mergedFrom ?? []))];
  const hasNew = groups.some(({ lead }) => lead.mergedFrom === null);
  const places = [...origins, ...(hasNew ? ["a new issue"] : [])];
  const what = `${isExact ? "" : "At least "}${formatExact(events)} stored ${events === 1 ? "event moves" : "events move"}`;
  return `${what} to ${list(places)}, and so do all that follow. Events that are no longer stored stay counted in ${shortId}.`;
}

function sentence({ issues, keptCounts, isMoving }: UnmergeResult): string {
  const names = issues.map(({ shortId, isRestored }) =>
    isRestored ? `${shortId} is back` : `${shortId} is new`,
  );
  const kept = keptCounts > 0 ? `. ${formatExact(keptCounts)} older events stay counted here` : "";
  return `Unmerged. ${list(names)}${kept}${isMoving ? ". Some events still move" : ""}`;
}

/** `a`, `a and b`, `a, b and c`; of many the first three. */
function list(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
