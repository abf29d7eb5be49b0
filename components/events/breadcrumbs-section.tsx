"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuChoices, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { Event } from "@/lib/protocol/event";
import { BreadcrumbRow } from "./breadcrumb-row";
import { breadcrumbRows, type CrumbRow } from "./breadcrumb-rows";
import { Section } from "./section";

const SHOWN_AT_FIRST = 9;
const ANY = "any";

/** What happened before the event, oldest first; the event itself is the last row. */
export function BreadcrumbsSection({ event, itself }: { event: Event; itself: string }) {
  const [all, setAll] = useState(false);
  const [category, setCategory] = useState(ANY);
  const [level, setLevel] = useState(ANY);
  const rows = breadcrumbRows(event, itself);
  const matching = rows.filter((row) => row.key === "event" || matches(row, category, level));
  const shown = all ? matching : matching.slice(-SHOWN_AT_FIRST);
  const earlier = matching.length - shown.length;
  const isFiltered = category !== ANY || level !== ANY;

  return (
    <Section
      id="crumbs"
      title="Breadcrumbs"
      count={isFiltered ? `${matching.length - 1} of ${rows.length - 1}` : rows.length - 1}
      tools={
        <Menu
          align="end"
          trigger={
            <Button variant="ghost" size="sm" icon={<ListFilter className="i" />}>
              {filterText(category, level)}
            </Button>
          }
        >
          <MenuLabel>Type</MenuLabel>
          <MenuChoices value={category} onValueChange={setCategory}>
            <MenuChoice value={ANY}>All types</MenuChoice>
            {[...new Set(rows.slice(0, -1).map((row) => row.category))].map((name) => (
              <MenuChoice key={name} value={name}>
                {name}
              </MenuChoice>
            ))}
          </MenuChoices>
          <MenuSeparator />
          <MenuLabel>Level</MenuLabel>
          <MenuChoices value={level} onValueChange={setLevel}>
            <MenuChoice value={ANY}>All levels</MenuChoice>
            {[...new Set(rows.slice(0, -1).map((row) => row.level))].map((name) => (
              <MenuChoice key={name} value={name}>
                {name}
              </MenuChoice>
            ))}
          </MenuChoices>
        </Menu>
      }
    >
      <ol className="bcs">
        {earlier > 0 ? (
          <li className="more">
            <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
              Show {earlier} earlier
            </Button>
          </li>
        ) : null}
        {shown.map((row) => (
          <BreadcrumbRow key={row.key} row={row} />
        ))}
      </ol>
    </Section>
  );
}

function matches(row: CrumbRow, category: string, level: string): boolean {
  return (category === ANY || row.category === category) && (level === ANY || row.level === level);
}

function filterText(category: string, level: string): string {
  const parts = [category, level].filter((part) => part !== ANY).map((part) => part.slice(0, 24));
  return parts.length > 0 ? parts.join(", ") : "All types";
}
