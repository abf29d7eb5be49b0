"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeMerge } from "@/components/issues/describe-merge";
import { sendMerge, undoMerge } from "@/components/issues/send-merge";
import { toast } from "@/components/ui/toast";
import type { MergeResult } from "@/lib/issues/merge-schemas";
import type { IssueDetail, IssueStatus } from "@/lib/issues/schemas";
import { similarQuery, useRegrouped } from "./queries";

/** Merges another issue into this one: it leaves the panel at once, and Undo or a refusal brings it back. */
export function useMergeSimilar({ shortId, status }: IssueDetail) {
  const client = useQueryClient();
  const regrouped = useRegrouped();
  const { queryKey } = similarQuery(shortId);
  const { mutateAsync } = useMutation({ mutationFn: sendMerge });

  async function takeBack(result: MergeResult, before: IssueStatus) {
    try {
      await undoMerge(result, before);
    } catch (error) {
      toast({ message: reason(error), tone: "failed" });
    }
    await regrouped();
  }

  return async function merge(other: string) {
    await client.cancelQueries({ queryKey });
    client.setQueryData(
      queryKey,
      (shown) => shown && { issues: shown.issues.filter((issue) => issue.shortId !== other) },
    );
    try {
      const result = await mutateAsync({ into: shortId, from: [other] });
      toast({ message: describeMerge(result), undo: () => takeBack(result, status) });
    } catch (error) {
      toast({ message: reason(error), tone: "failed" });
    }
    await regrouped();
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "The issues were not merged. Retry.";
}
