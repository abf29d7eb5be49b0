import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { toast } from "@/components/ui/toast";
import type { OwnershipTexts, OwnershipView } from "@/lib/ownership/schemas";
import { ownershipQuery, saveOwnership } from "./queries";

/**
 * The texts on the page: those in force until somebody writes. A draft keeps the version it began with, so that nobody's
 * saving is lost by another's.
 */
export function useOwnershipDraft(slug: string, view: OwnershipView) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<(OwnershipTexts & { basedOn: string }) | null>(null);
  const texts: OwnershipTexts = draft ?? view;
  const isDirty = draft !== null && (draft.rules !== view.rules || draft.codeowners !== view.codeowners);
  const refresh = () => client.invalidateQueries({ queryKey: ownershipQuery(slug).queryKey, exact: true });

  const saving = useMutation({
    mutationFn: (basedOn: string) =>
      saveOwnership(slug, { rules: texts.rules, codeowners: texts.codeowners, basedOn }),
    onSuccess: async ({ version, previous }) => {
      await refresh();
      discard();
      toast({
        message: "Saved the owners",
        undo: async () => {
          try {
            await saveOwnership(slug, { ...previous, basedOn: version });
          } catch (error) {
            toast({
              message: error instanceof Error ? error.message : "Nothing was changed.",
              tone: "failed",
            });
          }
          await refresh();
        },
      });
    },
    onError: refresh,
  });

  function discard() {
    setDraft(null);
    saving.reset();
  }

  return {
    texts,
    isDirty,
    change: (changed: Partial<OwnershipTexts>) =>
      setDraft({
        basedOn: draft?.basedOn ?? view.version,
        rules: texts.rules,
        codeowners: texts.codeowners,
        ...changed,
      }),
    discard,
    save: () => saving.mutate(draft?.basedOn ?? view.version),
    /** Puts this draft over what somebody else saved meanwhile. */
    saveAnyway: () => saving.mutate(view.version),
    isSaving: saving.isPending,
    refusal: saving.error && {
      message: saving.error.message,
      isConflict: saving.error instanceof ApiError && saving.error.status === 409,
    },
  };
}
