import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { toast } from "@/components/ui/toast";
import type { GroupingView, RuleTexts, SavedRules } from "@/lib/projects/grouping/schemas";
import { groupingQuery, restoreRules, saveRules } from "./queries";
import { addProposal, type Proposal } from "./rules-prefill";

/** What a person has written and not saved, with the ways out. */
export type RulesDraft = ReturnType<typeof useRulesDraft>;

/**
 * The texts on the page: those in force until somebody writes. A draft keeps the revision it began with, so that nobody's
 * saving is lost by another's; what another page proposed begins a draft.
 */
export function useRulesDraft(slug: string, view: GroupingView, proposal: Proposal) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<(RuleTexts & { basedOn: number }) | null>(() => begin(view, proposal));
  const texts: RuleTexts = draft ?? view;
  const isDirty =
    draft !== null &&
    (draft.fingerprintRules !== view.fingerprintRules || draft.stackTraceRules !== view.stackTraceRules);

  const refresh = () => client.invalidateQueries({ queryKey: groupingQuery(slug).queryKey, exact: true });
  const saving = useMutation({
    mutationFn: (basedOn: number) =>
      saveRules(slug, {
        fingerprintRules: texts.fingerprintRules,
        stackTraceRules: texts.stackTraceRules,
        basedOn,
      }),
    onSuccess: async (saved) => {
      await refresh();
      leaveDraft();
      if (saved.revision !== saved.previous) sayWithUndo("Saved the rules", saved);
    },
    onError: refresh,
  });
  const restoring = useMutation({
    mutationFn: (revision: number) => restoreRules(slug, { revision, basedOn: view.revision }),
    onSuccess: async (saved, revision) => {
      await refresh();
      leaveDraft();
      sayWithUndo(revision === 0 ? "Took all rules out" : `Restored revision ${revision}`, saved);
    },
    onError: async (error) => {
      await refresh();
      toast({ message: error.message, tone: "failed" });
    },
  });

  function leaveDraft() {
    setDraft(null);
    saving.reset();
    // What was proposed is done with: a reload must not propose it again.
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }

  function sayWithUndo(done: string, { revision, previous }: SavedRules) {
    const undo = async () => {
      try {
        await restoreRules(slug, { revision: previous, basedOn: revision });
        toast({ message: `Back to the rules of revision ${previous}` });
      } catch (error) {
        toast({ message: error instanceof Error ? error.message : "Nothing was changed.", tone: "failed" });
      }
      await refresh();
    };
    toast({ message: `${done}. New events follow within two seconds.`, undo });
  }

  return {
    texts,
    isDirty,
    change: (changed: Partial<RuleTexts>) =>
      setDraft({
        basedOn: draft?.basedOn ?? view.revision,
        fingerprintRules: texts.fingerprintRules,
        stackTraceRules: texts.stackTraceRules,
        ...changed,
      }),
    discard: leaveDraft,
    save: () => saving.mutate(draft?.basedOn ?? view.revision),
    /** Puts this draft over what somebody else saved meanwhile; theirs stays in the history. */
    saveAnyway: () => saving.mutate(view.revision),
    isSaving: saving.isPending,
    refusal: saving.error && {
      message: saving.error.message,
      isConflict: saving.error instanceof ApiError && saving.error.status === 409,
    },
    restore: restoring.mutate,
    restoring: restoring.isPending ? restoring.variables : null,
  };
}

function begin(view: GroupingView, proposal: Proposal): (RuleTexts & { basedOn: number }) | null {
  const texts = addProposal(
    { fingerprintRules: view.fingerprintRules, stackTraceRules: view.stackTraceRules },
    proposal,
  );
  return texts && { ...texts, basedOn: view.revision };
}
