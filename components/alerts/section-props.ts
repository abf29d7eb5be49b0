import type { QueryFaults, RuleInput } from "@/lib/alerts/schemas";

/** What a server or a schema has against a draft: `path` as zod gives it, joined by dots; '' is about the whole. */
export type DraftFault = { path: string; message: string };

/** What everything that edits a part of a draft is given. A draft may be unfinished; nobody changes it in place. */
export type SectionProps = {
  draft: RuleInput;
  onChange: (next: RuleInput) => void;
};

/** The sentence of a rule. `queryFaults` are the server's, with their places in the text. */
export type ConditionSectionProps = SectionProps & {
  faults: DraftFault[];
  queryFaults: QueryFaults | null;
  /** Who may not change the rule reads it. */
  isReadOnly: boolean;
};

/** What the draft would have done. `ruleId` is null of a rule that is not saved yet. */
export type BacktestSectionProps = SectionProps & {
  ruleId: string | null;
  isReadOnly: boolean;
};
