import { z } from "zod";
import { MAX_TEXT } from "@/lib/grouping/rules/parse-lines";
import type { Assignee } from "@/lib/issues/workflow/schemas";
import { MAX_CODEOWNERS } from "./parse-codeowners";

/** Issues that a preview looks at, at most. */
export const previewLimit = 100;

/** Issues of one rule, and such that no rule speaks for, that a preview names at most. */
export const exampleLimit = 10;

function text(longest: number) {
  return z
    .string("Send the rules as text.")
    .max(longest, `Use at most ${longest.toLocaleString("en-US")} characters.`);
}

export const ownershipSchema = z.strictObject({ rules: text(MAX_TEXT), codeowners: text(MAX_CODEOWNERS) });
/** Rules written by hand, and a CODEOWNERS file with lines of our own for who is meant. */
export type OwnershipTexts = z.infer<typeof ownershipSchema>;

/** `basedOn` is the version that was edited: when another is stored, nothing is saved. */
export const saveOwnershipSchema = ownershipSchema.extend({ basedOn: z.string().max(64) });
export type SaveOwnershipInput = z.infer<typeof saveOwnershipSchema>;

export const autoAssignSchema = z.strictObject({ isOn: z.boolean() });
export type AutoAssignInput = z.infer<typeof autoAssignSchema>;

/** Who owns what of a project. `version` stands for both texts. */
export type OwnershipView = OwnershipTexts & { version: string; isAutoAssigning: boolean };

/** What is wrong with a line, or odd about it; both numbers begin with 1. */
export type LineNote = { line: number; column: number; message: string };

export type PreviewIssue = { shortId: string; title: string };

/** What a rule would own. `source` says in which of the two texts it stands. */
export type RuleOwning = {
  source: "rules" | "codeowners";
  line: number;
  text: string;
  /** Issues that it decides about. */
  issues: number;
  /** The newest of them. */
  examples: PreviewIssue[];
};

export type OwnershipPreview = {
  errors: { rules: LineNote[]; codeowners: LineNote[] };
  /** Lines that hold all the same: owners whom nobody knows here. */
  warnings: { rules: LineNote[]; codeowners: LineNote[] };
  /** Null when a line of the rules cannot be read. */
  result: {
    /** Issues that were looked at: those with the newest events. */
    examined: number;
    owned: number;
    /** All rules written by hand, and the lines of CODEOWNERS that decide about an issue. */
    rules: RuleOwning[];
    unowned: PreviewIssue[];
    /** Time was up before all of them were looked at. */
    isPartial: boolean;
  } | null;
};

/**
 * Somebody whom a rule names for an issue, or who wrote the commit that probably brought it: one of both is there.
 * `assignee` is null when nobody here is called so, or may not see the project.
 */
export type OwnerSuggestion = {
  owner: string;
  assignee: Assignee | null;
  rule: { source: "rules" | "codeowners"; line: number; text: string } | null;
  commit: { id: string; message: string | null; version: string } | null;
};

/** The owners of an issue's newest event, those of the rule that decides first, then who wrote the suspect commit. */
export type OwnerSuggestions = { suggestions: OwnerSuggestion[]; hasRules: boolean };
