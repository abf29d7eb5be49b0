"use client";

import { Command } from "cmdk";
import type { ComponentType } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useActionEntries } from "@/components/workflow/palette-actions";
import { usePeopleEntries } from "@/components/workflow/palette-people";
import { useCommandEntries, usePlaceEntries } from "./palette-entries";
import type { Entry, PaletteAsk } from "./palette-entry";

type SourceProps = { ask: PaletteAsk; choose: (act: () => void) => void };

/**
 * Where the palette's lines come from, in the order in which they stand. To add some, such as saved views, write a hook that
 * lists them and put it here: it runs while the palette is open, and answers none when another kind is asked for.
 */
export const paletteSources: readonly ComponentType<SourceProps>[] = [
  sourceOf("Actions", useActionEntries),
  sourceOf("Go to", usePlaceEntries),
  sourceOf("People", usePeopleEntries),
  sourceOf("Commands", useCommandEntries),
];

/** Each source in a component of its own, so that each may use what hooks it needs. */
function sourceOf(heading: string, useEntries: (ask: PaletteAsk) => readonly Entry[]) {
  return function PaletteSource({ ask, choose }: SourceProps) {
    const entries = useEntries(ask);
    if (entries.length === 0) return null;
    return (
      <Command.Group heading={<span className="mh">{heading}</span>}>
        {entries.map((entry) => (
          <Command.Item key={entry.id} value={entry.id} className="mi" onSelect={() => choose(entry.run)}>
            {entry.icon}
            <span className="trunc">{entry.label}</span>
            {entry.hint ? <span className="sub-t">{entry.hint}</span> : null}
            {entry.keys ? <Kbd keys={entry.keys} /> : null}
          </Command.Item>
        ))}
      </Command.Group>
    );
  };
}
