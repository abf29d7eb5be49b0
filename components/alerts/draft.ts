"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import type { QueryFaults, RuleDetail, RuleInput } from "@/lib/alerts/schemas";
import { changeRule, createRule, ruleQuery, rulesQuery } from "./queries";
import { isSame } from "./same-rule";
import type { DraftFault } from "./section-props";

/** A rule on the page, with the ways to keep it or to give it up. */
export type RuleDraft = ReturnType<typeof useRuleDraft>;

type Begun = { base: RuleInput; draft: RuleInput };
type RuleDraftOptions = {
  /** What is saved; null for a rule that is not yet. */
  saved: RuleDetail | null;
  /** What a rule that is not saved begins with. */
  start: RuleInput;
  /** A new rule has an id from now on. */
  onCreated: (id: string) => void;
};

/**
 * What stands on the page: the rule as it is saved, until somebody changes something. A draft remembers what it was made of, so
 * that nobody's saving is lost by another's. Whether a saved rule is on is no part of it: its switch acts at once.
 */
export function useRuleDraft({ saved, start, onCreated }: RuleDraftOptions) {
  const client = useQueryClient();
  const [begun, setBegun] = useState<Begun | null>(null);
  const present = saved ? inputOf(saved) : start;
  const draft = begun ? { ...begun.draft, isEnabled: saved?.isEnabled ?? begun.draft.isEnabled } : present;
  const isDirty = begun !== null && !isSameRule(begun.draft, begun.base);
  /** Somebody else saved something meanwhile. */
  const isStale = isDirty && saved !== null && !isSameRule(present, begun.base);

  const saving = useMutation({
    mutationFn: async (): Promise<{ id: string; isNew: boolean }> => {
      if (saved === null) return { ...(await createRule(draft)), isNew: true };
      const { isEnabled: _on, ...changes } = draft;
      await changeRule(saved.id, { ...changes, basedOn: saved.updatedAt });
      return { id: saved.id, isNew: false };
    },
    onSuccess: async ({ id, isNew }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ruleQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
      ]);
      // A new rule stays on the page until its own page is there.
      if (isNew) onCreated(id);
      else setBegun(null);
    },
    // Whoever was first is shown, and can be looked at.
    onError: () => saved && client.invalidateQueries({ queryKey: ruleQuery(saved.id).queryKey, exact: true }),
  });

  const isMade = saved === null && saving.isSuccess;

  return {
    draft,
    isDirty: isDirty && !isMade,
    isStale,
    isSaving: saving.isPending || isMade,
    ...readRefusal(saving.error),
    change: (next: RuleInput) => {
      setBegun({ base: begun?.base ?? present, draft: next });
      if (saving.error) saving.reset();
    },
    discard: () => {
      setBegun(null);
      saving.reset();
    },
    /** Goes on with the draft although somebody else saved: what they changed is written over. */
    keepMine: () => {
      setBegun({ base: present, draft });
      saving.reset();
    },
    save: () => {
      if (!saving.isPending && !isMade && !isStale) saving.mutate();
    },
  };
}

/** What of a saved rule can be changed. */
export function inputOf({ name, projects, isEnabled, owner, definition }: RuleDetail): RuleInput {
  return { name, projects, isEnabled, owner, definition };
}

function isSameRule({ isEnabled: _one, ...first }: RuleInput, { isEnabled: _other, ...second }: RuleInput) {
  return isSame(first, second);
}

const NO_FAULTS: DraftFault[] = [];

type Refusal = {
  faults: DraftFault[];
  queryFaults: QueryFaults | null;
  /** What is said beside the button; null while nothing is wrong. */
  refusal: string | null;
};

/** What the server has against a draft, each at its place. */
function readRefusal(error: Error | null): Refusal {
  if (error === null) return { faults: NO_FAULTS, queryFaults: null, refusal: null };
  if (!(error instanceof ApiError)) return { faults: NO_FAULTS, queryFaults: null, refusal: error.message };
  const faults = Object.entries(error.fields).map(([path, message]) => ({ path, message }));
  const queryFaults = (error.details.faults as QueryFaults | undefined) ?? null;
  return { faults, queryFaults, refusal: error.message };
}
