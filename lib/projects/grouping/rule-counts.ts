import { exampleLimit, type RulePreview } from "./schemas";

/** An event that was looked at, as people find it. */
export interface Example {
  /** UUID, as stored. */
  id: string;
  issueId: number;
  title: string;
}

type Line = { line: number; text: string };
type Counted = Line & { events: number; examples: Example[] };

/** Counts the events that each rule of a text speaks for. */
export interface RuleCounts {
  /** Events come newest first; `line` is that of the rule. */
  add(line: number, event: Example): void;
  issueIds(): number[];
  /** All rules in the order of their lines. An example whose issue is gone is left out. */
  list(issues: ReadonlyMap<number, { shortId: string }>): RulePreview[];
}

/** Counts for these rules, from zero. */
export function openRuleCounts(rules: readonly Line[]): RuleCounts {
  const counted = new Map<number, Counted>(
    rules.map(({ line, text }) => [line, { line, text, events: 0, examples: [] }]),
  );
  return {
    add(line, event) {
      const rule = counted.get(line);
      if (!rule) return;
      rule.events++;
      if (rule.examples.length < exampleLimit) rule.examples.push(event);
    },
    issueIds: () => [...counted.values()].flatMap(({ examples }) => examples.map(({ issueId }) => issueId)),
    list: (issues) =>
      [...counted.values()].map(({ line, text, events, examples }) => ({
        line,
        text,
        events,
        examples: examples.flatMap(({ id, issueId, title }) => {
          const issue = issues.get(issueId);
          return issue ? { shortId: issue.shortId, eventId: id.replaceAll("-", ""), title } : [];
        }),
      })),
  };
}
