import { addLine } from "@/components/rules/add-line";
import type { RuleTexts } from "@/lib/projects/grouping/schemas";

const LONGEST_LINE = 2_000;

/** Lines that another page proposes, as they stand in the address. */
export type Proposal = { fingerprint?: string; stack?: string };

/** The texts with the proposed lines at their end; null when nothing is proposed that is not there already. */
export function addProposal(texts: RuleTexts, { fingerprint, stack }: Proposal): RuleTexts | null {
  const added = {
    fingerprintRules: addLine(texts.fingerprintRules, oneLine(fingerprint)),
    stackTraceRules: addLine(texts.stackTraceRules, oneLine(stack)),
  };
  const isNew =
    added.fingerprintRules !== texts.fingerprintRules || added.stackTraceRules !== texts.stackTraceRules;
  return isNew ? added : null;
}

/** Whatever stands in an address can be one line of text, and nothing else. */
function oneLine(proposed = ""): string {
  let line = "";
  for (const character of proposed.slice(0, LONGEST_LINE).toWellFormed()) {
    line += isSeparator(character) ? " " : character;
  }
  return line.trim();
}

function isSeparator(character: string): boolean {
  return character < " " || character === "\u007f" || character === "\u2028" || character === "\u2029";
}
