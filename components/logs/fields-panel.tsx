"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { LogFacet, LogFacetValue, LogQuestion } from "@/lib/logs/schemas";
import { FieldFacet } from "./field-facet";
import { loadLogTools, useLogTools } from "./log-subject";
import { logFacetsQuery } from "./queries";

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
        <Known key={facet.key} facet={facet} chosen={chosen} onValue={(...args) => void choose(...args)} />
      ))}
      {others.map(({ key, distinct }) => (
        <Closed
          key={key}
          name={key}
          distinct={distinct}
          question={question}
          chosen={chosen}
          onValue={(...args) => void choose(...args)}
        />
      ))}
    </>
  );
}

type Choosing = {
  chosen: readonly { key: string; value: string; isNegated: boolean }[];
  onValue: (facet: LogFacet, value: LogFacetValue, isNegated: boolean) => void;
};

function Known({ facet, ...choosing }: { facet: LogFacet } & Choosing) {
  const [isOpen, setOpen] = useState(true);
  return (
    <FieldFacet
      {...choosing}
      name={facet.key}
      facet={facet}
      distinct={facet.distinct}
      isOpen={isOpen}
      error={null}
      onOpen={setOpen}
    />
  );
}

type ClosedProps = { name: string; distinct: number | null; question: LogQuestion } & Choosing;

/** Asked for alone, when it is opened. */
function Closed({ name, distinct, question, ...choosing }: ClosedProps) {
  const [isOpen, setOpen] = useState(false);
  const own = useQuery({ ...logFacetsQuery(question, [name]), enabled: isOpen });
  return (
    <FieldFacet
      {...choosing}
      name={name}
      facet={own.data?.fields.find(({ key }) => key === name)}
      distinct={distinct}
      isOpen={isOpen}
      error={own.error}
      onOpen={setOpen}
    />
  );
}
