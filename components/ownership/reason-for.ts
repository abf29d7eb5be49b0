import type { OwnerSuggestion } from "@/lib/ownership/schemas";

/** Why somebody is suggested: the rule or the commit, and where it stands. */
export function reasonFor({ rule, commit }: OwnerSuggestion): { text: string; place: string } {
  if (rule) {
    const place = rule.source === "codeowners" ? "CODEOWNERS, line" : "Rule in line";
    return { text: rule.text, place: `${place} ${rule.line}` };
  }
  const [title = ""] = (commit?.message ?? "").split("\n", 1);
  const text = [commit?.id.slice(0, 7), title].filter(Boolean).join(" ");
  return { text, place: `Wrote the suspect commit of ${commit?.version}` };
}
