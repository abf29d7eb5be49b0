"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Lightbulb } from "lucide-react";
import Link from "next/link";
import { useSyncExternalStore } from "react";
import { rulesPath } from "@/components/events/grouping-links";
import { paths } from "@/components/layout/place";
import { Button, ButtonLink } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { Suggestion } from "@/lib/issues/merge-schemas";
import { dismissSuggestion, isDismissed, recallSuggestion, watchDismissed } from "./dismissed-suggestions";
import { suggestionQuery } from "./queries";
import { useApplySuggestion } from "./use-apply-suggestion";

/** When a changing value splits the issue: the rule that gathers what belongs together. Nothing otherwise. */
export function SuggestionCard({ issue }: { issue: IssueDetail }) {
  const { data } = useQuery(suggestionQuery(issue.shortId));
  const suggestion = data?.suggestion;
  const slug = issue.project.slug;
  const isUnwanted = useSyncExternalStore(
    watchDismissed,
    () => suggestion !== null && suggestion !== undefined && isDismissed(slug, suggestion.rule),
    () => true,
  );
  return suggestion && !isUnwanted ? <Card issue={issue} suggestion={suggestion} /> : null;
}

function Card({ issue, suggestion }: { issue: IssueDetail; suggestion: Suggestion }) {
  const { slug } = issue.project;
  const { rule, issues, examples, what } = suggestion;
  const [apply, isApplying] = useApplySuggestion(issue);
  const dismiss = () => {
    dismissSuggestion(slug, rule);
    toast({ message: "Dismissed the suggestion", undo: () => recallSuggestion(slug, rule) });
  };
  return (
    <section className="sug" aria-labelledby="suggestion-h">
      <h2 id="suggestion-h">
        <Lightbulb className="i i-14" />
        {issues.length} issues differ only in {what}
      </h2>
      {examples.length > 0 ? (
        <p className="sec small sug-e">
          Such as{" "}
          {examples.map((example) => (
            <code key={example}>{example.slice(0, 80).toWellFormed()}</code>
          ))}
        </p>
      ) : null}
      <p className="sec small">Ignore this value and regroup with one rule:</p>
      <pre className="gr-t" tabIndex={0} aria-label="Suggested rule">
        <code>{rule}</code>
      </pre>
      <details className="sug-i">
        <summary className="small">
          <ChevronRight className="tw" />
          The {issues.length} issues
        </summary>
        <ul className="sug-l small">
          {issues.map((other) => (
            <li key={other.shortId}>
              {other.shortId === issue.shortId ? (
                <span className="mut">{other.shortId}</span>
              ) : (
                <Link className="link" href={paths.issue(other.shortId)}>
                  {other.shortId}
                </Link>
              )}
              <span className="trunc sec" title={other.title}>
                {other.title}
              </span>
              <span className="num mut">{formatExact(other.eventCount)}</span>
            </li>
          ))}
        </ul>
      </details>
      <div className="row acts">
        <Button size="sm" busy={isApplying} onClick={() => void apply(suggestion)}>
          Apply and merge
        </Button>
        <ButtonLink
          size="sm"
          variant="ghost"
          href={rulesPath(slug, suggestion.kind === "fingerprint" ? { fingerprint: rule } : { stack: rule })}
        >
          Edit…
        </ButtonLink>
        <Button size="sm" variant="ghost" onClick={dismiss}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}
