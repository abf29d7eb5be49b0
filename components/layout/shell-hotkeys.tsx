"use client";

import { useGoTo } from "./go-to";
import { paths } from "./place";
import { sections } from "./sections";
import { useShell } from "./shell-context";
import { useHotkeys } from "./use-hotkeys";
import { usePlace } from "./use-place";

/** The keys of every page. Stands before the page in the tree, so that a page's own keys go first. */
export function ShellHotkeys() {
  const goTo = useGoTo();
  const place = usePlace();
  const { openPalette, openShortcuts, toggleSidebar } = useShell();
  useHotkeys([
    ...sections.map((section) => ({
      keys: section.keys,
      label: section.label,
      group: "Go to" as const,
      run: () =>
        goTo(
          section.id === "settings" && place.projectSlug
            ? paths.projectSettings(place.projectSlug)
            : section.href,
        ),
    })),
    // The overview is the list of projects.
    { keys: "g p", label: "Projects", group: "Go to", run: () => goTo(paths.overview) },
    { keys: "mod+k", label: "Palette", group: "Go to", everywhere: true, run: openPalette },
    { keys: "?", label: "All keys", group: "Go to", run: openShortcuts },
    { keys: "[", label: "Fold the sidebar", group: "Lists", run: toggleSidebar },
  ]);
  return null;
}
