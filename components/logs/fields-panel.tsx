"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { LogFacet, LogFacetValue, LogQuestion } from "@/lib/logs/schemas";
import { FieldFacet } from "./field-facet";
import { loadLogTools, useLogTools } from "./log-subject";
import { logFacetsQuery } from "./queries";
import { useOpened } from "./use-opened-fields";

type FieldsPanelProps = {
  question: LogQuestion;
  /** Runs another question. */
  onRun: (query: string) => void;
};

/** Fields by how well they split the lines; a click on a value asks for it, with alt against it. */
export function FieldsPanel({ question, onRun }: FieldsPanelProps) {
  const [wanted, setWanted] = useState("");
  const facets = useQuery(logFacetsQuery(question));
  const tools = useLogTools(true);
  const chosen = tools?.listValues(question.query) ?? [];
  const isNamed = (name: string) => name.toLowerCase().includes(wanted.trim().toLowerCase());
  const fields = facets.data?.fields.filter(({ key }) => isNamed(key)) ?? [];
  const others = facets.data?.others.filter(({ key }) => isNamed(key)) ?? [];
  const opened = useOpened(
    question,
    facets.isPlaceholderData ? undefined : facets.data,
    chosen.map(({ key }) => key),
  );
  const choose = async (facet: LogFacet, value: LogFacetValue, isNegated: boolean) => {
    try {
      const { chooseValue } = await loadLogTools();
      onRun(chooseValue(question.query, facet, value, isNegated));
    } catch {
      // The language could not be loaded; the next click tries again.
    }
  };
  return (
    <>
      <div className="fsearch">
        <Search className="i" />
        <input
          placeholder="Find a field"
          aria-label="Find a field"
          aria-keyshortcuts="f"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        <kbd className="d-only" aria-hidden="true">
          f
        </kbd>
      </div>
      {facets.isError && !facets.data ? (
        <div className="fc-note" role="alert">
          <p>The fields could not be loaded. {facets.error.message}</p>
          <Button size="sm" onClick={() => void facets.refetch()}>
            Retry
          </Button>
        </div>
      ) : null}
      {facets.isPending ? <p className="fc-note mut">Looking at the fields…</p> : null}
      {facets.data && fields.length + others.length === 0 ? (
        <p className="fc-note mut">
          {wanted === "" ? "No line matches, so there is nothing to divide." : "No field has such a name."}
        </p>
      ) : null}
      {fields.map((facet) => (
        <FieldFacet
          key={facet.key}
          name={facet.key}
          facet={facet}
          distinct={facet.distinct}
          isOpen={opened.isOpen(facet.key)}
          error={null}
          chosen={chosen}
          onOpen={(isOpen) => opened.setOpen(facet.key, isOpen)}
          onValue={(...args) => void choose(...args)}
        />
      ))}
      {opened.order(others).map(({ key, distinct }) => (
        <FieldFacet
          key={key}
          name={key}
          facet={opened.facetOf(key)}
          distinct={distinct}
          isOpen={opened.isOpen(key)}
          error={opened.error}
          chosen={chosen}
          onOpen={(isOpen) => opened.setOpen(key, isOpen)}
          onValue={(...args) => void choose(...args)}
        />
      ))}
    </>
  );
}
