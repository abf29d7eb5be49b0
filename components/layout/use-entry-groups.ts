"use client";

import { usePaletteAlerts } from "@/components/alerts/palette-alerts";
import { usePaletteViews } from "@/components/views/palette-views";
import { useActionEntries } from "@/components/workflow/palette-actions";
import { usePeopleEntries } from "@/components/workflow/palette-people";
import { useCommandEntries, usePlaceEntries } from "./palette-entries";
import type { EntryGroup, PaletteAsk } from "./palette-entry";

/**
 * What the palette knows by itself, in the order in which it stands. To add some, write a hook that lists them and
 * put it here: it runs while the palette is open, and answers none when another kind is asked for.
 */
export function useEntryGroups(ask: PaletteAsk): EntryGroup[] {
  return [
    { heading: "Actions", entries: useActionEntries(ask) },
    { heading: "Go to", entries: usePlaceEntries(ask) },
    { heading: "Views", entries: usePaletteViews(ask) },
    { heading: "Alerts", entries: usePaletteAlerts(ask) },
    { heading: "People", entries: usePeopleEntries(ask) },
    { heading: "Commands", entries: useCommandEntries(ask) },
  ];
}
