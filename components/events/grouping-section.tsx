"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { EventView } from "@/lib/events/schemas";
import { GroupingDetails } from "./grouping-details";
import { Section } from "./section";
import { useIssueView } from "./view-state";

export type GroupingSectionProps = { view: EventView; shortId: string; projectSlug: string };

/** Why the event is where it is: a sentence, and on demand everything that was compared. */
export function GroupingSection({ view, shortId, projectSlug }: GroupingSectionProps) {
  const [{ grouping: isOpen }, setView] = useIssueView();
  return (
    <Section id="grouping" title="Why these events are one issue">
      <p className="sec">{view.grouping.explanation.summary}</p>
      <Button
        variant="ghost"
        size="sm"
        className="gd-more"
        icon={<ChevronDown className="i" />}
        aria-expanded={isOpen}
        onClick={() => void setView({ grouping: !isOpen })}
      >
        {isOpen ? "Hide what was compared" : "Show what was compared"}
      </Button>
      {isOpen ? (
        <GroupingDetails key={view.meta.id} view={view} shortId={shortId} projectSlug={projectSlug} />
      ) : null}
    </Section>
  );
}
