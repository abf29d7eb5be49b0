import type { RuleError } from "@/lib/grouping/rules/rule-error";
import type { Glob } from "@/lib/grouping/rules/glob";
import type { WrittenOwner } from "./owner";

/** What a rule looks at: paths, modules or the url of an event, or one of its tags. */
export type Subject = "path" | "module" | "url" | { tag: string };

/** One line of hand-written rules. One of the globs has to match. */
export interface OwnershipRule {
  /** 1-based. */
  line: number;
  text: string;
  subject: Subject;
  globs: Glob[];
  owners: WrittenOwner[];
}

/** One line of CODEOWNERS. Without owners, it says that the files are nobody's. */
export interface CodeownersRule {
  line: number;
  text: string;
  globs: Glob[];
  owners: WrittenOwner[];
}

/** `errors` are lines that cannot be read and are left out; `warnings` are about lines that hold. */
export interface Parsed<Rule> {
  rules: Rule[];
  errors: RuleError[];
  warnings: RuleError[];
}
