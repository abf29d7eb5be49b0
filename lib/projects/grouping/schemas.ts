import { z } from "zod";
import { MAX_TEXT } from "@/lib/grouping/rules/parse-lines";

/** Revisions that the history shows at most, newest first. */
export const historyLimit = 50;

/** Events that a preview looks at, at most. */
export const previewLimit = 1_000;

/** Events of a rule that a preview names, at most. */
export const exampleLimit = 5;

/** Changes of groups that a preview lists, and groups that one change lists on each side, at most. */
export const changeLimit = 50;
export const changeGroupLimit = 10;

const text = z
  .string("Send the rules as text.")
  .max(MAX_TEXT, `Use at most ${MAX_TEXT.toLocaleString("en-US")} characters.`);

const revision = z.number("Name a revision.").int().min(0).max(2_147_483_647);

export const rulesSchema = z.strictObject({ fingerprintRules: text, stackTraceRules: text });
/** One line is one rule. */
export type RuleTexts = z.infer<typeof rulesSchema>;

/** `basedOn` is the revision that was edited: when another is in force, nothing is saved. */
export const saveRulesSchema = rulesSchema.extend({ basedOn: revision });
export type SaveRulesInput = z.infer<typeof saveRulesSchema>;

/** Revision 0 is how a project begins: no rules. */
export const restoreSchema = z.strictObject({ revision, basedOn: revision });
export type RestoreInput = z.infer<typeof restoreSchema>;

/** The revision that is in force now and the one before; the same when there was nothing to change. */
export type SavedRules = { revision: number; previous: number };

/** Lines that came and went. */
export type LineChange = { added: number; removed: number };

/** One saving of the rules. */
export type RevisionRow = {
  revision: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Null when nobody's name is known. */
  by: string | null;
  fingerprint: LineChange;
  stackTrace: LineChange;
};

/** How a project groups. Times are ISO 8601, UTC. */
export type GroupingView = RuleTexts & {
  version: string;
  /** What an upgrade would lead to. */
  newestVersion: string;
  /** Set while an upgrade is under way: known issues are found by its hashes too, and it can be gone back to. */
  transition: { from: string; endsAt: string } | null;
  revision: number;
  /** Newest first. */
  history: RevisionRow[];
};

/** What is wrong with a line of rules; both numbers begin with 1. */
export type RuleError = { line: number; column: number; message: string };
export type RuleErrors = { fingerprint: RuleError[]; stackTrace: RuleError[] };

/** What one rule of a draft does with the events that were looked at. */
export type RulePreview = {
  line: number;
  text: string;
  /** Events that it speaks for. */
  events: number;
  /** The newest of them. */
  examples: { shortId: string; eventId: string; title: string }[];
};

/** Events that are one issue. `shortId` is null for an issue that would be opened. */
export type GroupSide = { shortId: string | null; title: string; events: number };

/**
 * What would become of groups that hang together: one becomes several, several become one, one goes elsewhere as a whole,
 * or several change into several.
 */
export type GroupChange = {
  kind: "split" | "join" | "move" | "regroup";
  /** Largest first, as are those of `into`. */
  before: GroupSide[];
  into: GroupSide[];
  /** Groups beyond those that are listed. */
  more: { before: number; into: number };
};

/** What a draft of rules would have done with the newest events of a project. */
export type RulesPreview = {
  errors: RuleErrors;
  /** Null when a line cannot be read. */
  result: PreviewResult | null;
};

export type PreviewResult = {
  /** Events that were looked at: the newest ones, at most 1,000. */
  examined: number;
  /** Time was up before all of them were looked at. */
  isPartial: boolean;
  /** Events that at least one rule speaks for. */
  matched: number;
  rules: { fingerprint: RulePreview[]; stackTrace: RulePreview[] };
  groups: { before: number; after: number };
  /** Those with the most events first. */
  changes: GroupChange[];
  /** All of them; more than `changes` lists when there are very many. */
  changeCount: number;
};
