"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { restoreRules } from "@/components/grouping/queries";
import { undoMerge } from "@/components/issues/send-merge";
import { paths } from "@/components/layout/place";
import { toast } from "@/components/ui/toast";
import type { AppliedSuggestion, Suggestion } from "@/lib/issues/merge-schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
import { applySuggestion, useRegrouped } from "./queries";

/** Writes a suggested rule and merges what it gathers; Undo takes back both. Second: whether that is under way. */
export function useApplySuggestion(issue: IssueDetail) {
  const router = useRouter();
  const regrouped = useRegrouped();
  const { slug } = issue.project;
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (rule: string) => applySuggestion(issue.shortId, rule),
  });

  async function takeBack({ revision, merge }: AppliedSuggestion) {
    try {
      // The rules first: what arrives after them has to find the issues apart.
      await restoreRules(slug, { revision: revision.before, basedOn: revision.after });
      await undoMerge(merge, merge.into.shortId === issue.shortId ? issue.status : merge.into.status);
    } catch (error) {
      toast({ message: reason(error), tone: "failed" });
    }
    await regrouped();
  }

  async function apply({ rule }: Suggestion) {
    try {
      const applied = await mutateAsync(rule);
      const { into, merged } = applied.merge;
      toast({
        message: `The rule applies from now on. Merged ${merged.length === 1 ? "1 issue" : `${merged.length} issues`} into ${into.shortId}`,
        undo: () => takeBack(applied),
      });
      await regrouped();
      if (into.shortId !== issue.shortId) router.push(paths.issue(into.shortId));
    } catch (error) {
      toast({ message: reason(error), tone: "failed" });
      await regrouped();
    }
  }

  return [apply, isPending] as const;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "Nothing was changed. Retry.";
}
