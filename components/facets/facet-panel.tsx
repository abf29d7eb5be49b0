"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { loadTools, useTools } from "@/components/search/load-tools";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { formatExact } from "@/lib/format/format-count";
import type { IssueFilter } from "@/lib/issues/schemas";
import { standardFacets } from "@/lib/search/fields/standard-facets";
import type { FacetChoice } from "./describe-value";
import { Facet } from "./facet";
import { facetsQuery } from "./queries";

/** Open before anybody chose: what has few values and says the most. */
const FIRST_OPEN: readonly string[] = ["environment", "level", "release", "browser"];

export type FacetPanelProps = {
  filter: IssueFilter;
  /** Runs another query. */
  onRun: (query: string) => void;
  onClose: () => void;
};

/** How the issues of the list divide; a click on a value puts it into the query. */
export function FacetPanel({ filter, onRun, onClose }: FacetPanelProps) {
  const [open, setOpen] = useState<readonly string[]>(FIRST_OPEN);
  const facets = useQuery(facetsQuery(filter, open));
  const tools = useTools(true);
  const chosen = tools?.readFilters(filter.query) ?? [];
  const names = [...standardFacets, ...(facets.data?.others ?? [])];
  const toggle = async ({ key, value }: FacetChoice, isNegated: boolean) => {
    try {
      onRun((await loadTools()).toggleValue(filter.query, key, value, isNegated));
    } catch {
      // The language could not be loaded; the next click tries again.
    }
  };
  return (
    <>
      <div className="fc-head">
        <h2>Facets</h2>
        <span className="mut num">{describeSample(facets.data)}</span>
        <IconButton
          label="Close the facets"
          keys="f"
          size="sm"
          icon={<X className="i" />}
          onClick={onClose}
        />
      </div>
      {facets.isError ? (
        <div className="fc-note" role="alert">
          <p>The facets could not be loaded. {facets.error.message}</p>
          <Button size="sm" onClick={() => void facets.refetch()}>
            Retry
          </Button>
        </div>
      ) : facets.data?.issues === 0 ? (
        <p className="fc-note mut">No issue matches, so there is nothing to divide.</p>
      ) : (
        names.map((name) => (
          <Facet
            key={name}
            name={name}
            isOpen={open.includes(name)}
            values={facets.data?.facets.find(({ key }) => key === name)?.values}
            isOld={facets.isPlaceholderData}
            chosen={chosen}
            onOpen={(isOpen) =>
              setOpen((before) => {
                if (before.includes(name) === isOpen) return before;
                return isOpen ? [...before, name] : before.filter((other) => other !== name);
              })
            }
            onToggle={(choice, isNegated) => void toggle(choice, isNegated)}
          />
        ))
      )}
    </>
  );
}

function describeSample(facets: { issues: number; isSample: boolean } | undefined): string {
  if (facets === undefined || facets.issues === 0) return "";
  const issues = `${formatExact(facets.issues)} ${facets.issues === 1 ? "issue" : "issues"}`;
  return facets.isSample ? `sample of ${issues}` : issues;
}
