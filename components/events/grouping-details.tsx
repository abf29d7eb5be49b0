"use client";

import { ListFilter, PenLine } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { EventView } from "@/lib/events/schemas";
import type { Variant } from "@/lib/grouping/grouping";
import { AllEventsDialog } from "./all-events-dialog";
import { draftRule } from "./draft-rule";
import { rulesPath } from "./grouping-links";
import { GroupingRule } from "./grouping-rule";
import { GroupingVariant } from "./grouping-variant";
import type { GroupingSectionProps } from "./grouping-section";
import { textOf } from "./read-component";

/** What was compared: the rule, the variants and their trees, and what to do for those who disagree. */
export function GroupingDetails({ view, shortId, projectSlug }: GroupingSectionProps) {
  const { grouping, event, meta } = view;
  const decided = decidingVariant(grouping);
  const [shown, setShown] = useState(String(decided ? grouping.variants.indexOf(decided) : 0));
  const [listOpen, setListOpen] = useState(false);
  const variant = grouping.variants[Number(shown)];
  const rules = rulesPath(projectSlug);
  const draft = draftRule(event, comparedText(decided));
  return (
    <div className="gd">
      {grouping.isCurrent ? null : (
        <Banner
          title="Today's rules would put this event elsewhere"
          actions={
            <ButtonLink size="sm" href={rules}>
              Grouping rules
            </ButtonLink>
          }
        >
          The project's rules changed after it arrived. It stays here; new events like it go by the rules of
          today.
        </Banner>
      )}
      {grouping.rule ? <GroupingRule rule={grouping.rule} rulesPath={rules} /> : null}
      {grouping.variants.length > 1 ? (
        <Segmented
          label="Variant"
          size="sm"
          value={shown}
          onValueChange={setShown}
          options={grouping.variants.map(({ name }, index) => ({ value: String(index), label: name }))}
        />
      ) : null}
      {decided?.hash === grouping.hash ? null : (
        <p className="help">
          The hash that led here, <code>{grouping.hash}</code>, is not among these: other rules or an earlier
          version made it.
        </p>
      )}
      {variant ? <GroupingVariant key={shown} variant={variant} leadingHash={grouping.hash} /> : null}
      <p className="help">
        Grouped by {grouping.version},{" "}
        {grouping.revision > 0
          ? `revision ${grouping.revision} of the project's rules`
          : "without rules of the project"}
        .
      </p>
      <div className="row acts">
        <Button size="sm" icon={<ListFilter className="i" />} onClick={() => setListOpen(true)}>
          Events with this hash
        </Button>
        <ButtonLink
          size="sm"
          icon={<PenLine className="i" />}
          href={rulesPath(projectSlug, { fingerprint: draft })}
        >
          Write a rule…
        </ButtonLink>
      </div>
      <AllEventsDialog
        shortId={shortId}
        shownId={meta.id}
        hash={variant?.hash ?? grouping.hash}
        open={listOpen}
        onOpenChange={setListOpen}
      />
    </div>
  );
}

/** The variant whose hash led to the issue; the first that has a hash when an older version's did. */
function decidingVariant({ variants, hash }: EventView["grouping"]): Variant | undefined {
  return variants.find((variant) => variant.hash === hash) ?? variants.find((variant) => variant.hash);
}

function comparedText(variant: Variant | undefined): string | undefined {
  if (!variant?.component) return undefined;
  return textOf(variant.component, "value") ?? textOf(variant.component, "message");
}
