import { matchGlob } from "@/lib/grouping/rules/match-glob";
import type { EventTraits } from "./event-traits";
import type { Owner } from "./owner";
import type { CodeownersRule, OwnershipRule } from "./rule";

/** Where a rule stands: written by hand, or in the CODEOWNERS file. */
export type Source = "rules" | "codeowners";

/** A rule that speaks for an event. */
export interface OwningRule {
  source: Source;
  line: number;
  text: string;
  /** In the order in which they are written. */
  owners: Owner[];
}

export interface Ownership {
  rules: readonly OwnershipRule[];
  codeowners: readonly CodeownersRule[];
}

/** Rules that are named at most. */
const MOST = 5;

/**
 * The rules that speak for an event, the one that decides first: of rules written by hand the last that matches, as in
 * Sentry, and before any of CODEOWNERS. There each file is asked for by itself, those nearest the crash first, and its last
 * line that matches counts; a line without owners makes a file nobody's.
 */
export function findOwningRules({ rules, codeowners }: Ownership, traits: EventTraits): OwningRule[] {
  const found: OwningRule[] = [];
  for (let index = rules.length - 1; index >= 0 && found.length < MOST; index--) {
    const rule = rules[index] as OwnershipRule;
    if (matches(rule, traits)) found.push(name("rules", rule));
  }
  const lines = new Set<number>();
  for (const path of traits.paths) {
    if (found.length >= MOST) break;
    const rule = codeowners.findLast(({ globs }) => globs.some((glob) => matchGlob(glob, path)));
    if (!rule || rule.owners.length === 0 || lines.has(rule.line)) continue;
    lines.add(rule.line);
    found.push(name("codeowners", rule));
  }
  return found;
}

function matches({ subject, globs }: OwnershipRule, traits: EventTraits): boolean {
  return valuesOf(subject, traits).some((value) => globs.some((glob) => matchGlob(glob, value)));
}

function valuesOf(subject: OwnershipRule["subject"], traits: EventTraits): readonly string[] {
  if (subject === "path") return traits.paths;
  if (subject === "module") return traits.modules;
  const value = subject === "url" ? traits.url : traits.tags.get(subject.tag);
  return value === null || value === undefined ? [] : [value];
}

function name(source: Source, { line, text, owners }: OwnershipRule | CodeownersRule): OwningRule {
  return { source, line, text, owners };
}
