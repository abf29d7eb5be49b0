"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DistributionBar } from "@/components/charts/distribution-bar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { TagDistribution } from "@/lib/events/schemas";
import { formatExact } from "@/lib/format/format-count";
import { formatPercent } from "@/lib/format/format-percent";
import { issueTagsQuery } from "./queries";
import { Section } from "./section";

const FIRST_TAGS = 12;

/** How the tags of the issue's events are spread, with this event's own value marked. */
export function TagsSection(props: {
  shortId: string;
  own: readonly [string, string][];
  eventCount: number;
}) {
  const { data } = useQuery(issueTagsQuery(props.shortId));
  const [all, setAll] = useState(false);
  const own = new Map(props.own);
  const tags = data?.tags ?? [];
  const shown = all ? tags : tags.slice(0, FIRST_TAGS);
  return (
    <Section
      id="tags"
      title="Tags"
      count={data ? tags.length : undefined}
      tools={<span className="mut small">share of {countOf(props.eventCount)}</span>}
    >
      <div className="tgs">
        {data ? (
          shown.map((tag) => <TagRow key={tag.key} tag={tag} own={own.get(tag.key)} />)
        ) : (
          <TagSkeleton />
        )}
      </div>
      {data && tags.length === 0 ? <p className="mut">No event of this issue has a tag</p> : null}
      {tags.length > shown.length ? (
        <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
          Show {tags.length - shown.length} more
        </Button>
      ) : null}
    </Section>
  );
}

function TagRow({ tag, own }: { tag: TagDistribution; own: string | undefined }) {
  const [first, second] = tag.values;
  return (
    <div className="tg">
      <code className="tg-k" title={tag.key}>
        {tag.key}
      </code>
      <DistributionBar values={tag.values} total={tag.total} />
      <div className="tg-v">
        {[first, second].map((entry, index) =>
          entry ? (
            <TagValue key={entry.value} entry={entry} isOwn={entry.value === own} isSecond={index === 1} />
          ) : null,
        )}
      </div>
    </div>
  );
}

type TagValueProps = { entry: TagDistribution["values"][number]; isOwn: boolean; isSecond: boolean };

function TagValue({ entry: { value, count, share }, isOwn, isSecond }: TagValueProps) {
  const quiet = isSecond ? "mut tg-2" : "";
  return (
    <>
      <span
        className={`trunc ${quiet} ${isOwn ? "tg-own" : ""}`}
        title={`${value}\n${countOf(count)}${isOwn ? ", this one included" : ""}`}
      >
        {value || "(empty)"}
      </span>
      <span className={`num ${quiet}`}>{formatPercent(share)}</span>
    </>
  );
}

function countOf(events: number): string {
  return `${formatExact(events)} ${events === 1 ? "event" : "events"}`;
}

function TagSkeleton() {
  return ["70%", "55%", "62%", "40%"].map((width) => (
    <div className="tg" key={width}>
      <Skeleton width={width} />
      <Skeleton width="100%" />
      <Skeleton width={width} />
    </div>
  ));
}
