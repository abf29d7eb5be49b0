"use client";

import {
  Box,
  ChartNoAxesColumn,
  Group,
  Keyboard,
  LogOut,
  PanelLeft,
  Plus,
  Settings,
  SunMoon,
} from "lucide-react";
import { useGoTo } from "./go-to";
import { type Entry, matching, type PaletteAsk } from "./palette-entry";
import { paths } from "./place";
import { sections } from "./sections";
import { useShell } from "./shell-context";
import { leave } from "./leave";
import { toggleTheme } from "./use-theme";

/** Pages and projects. */
export function usePlaceEntries({ kind, words }: PaletteAsk): Entry[] {
  const goTo = useGoTo();
  const { projects } = useShell();
  if (kind !== "all") return [];
  return matching(
    [
      ...sections.map((section) => ({
        id: `section ${section.id}`,
        label: section.label,
        keys: section.keys,
        icon: section.icon,
        run: () => goTo(section.href),
      })),
      ...projects.flatMap(({ slug, name }) => [
        {
          id: `project ${slug}`,
          label: name,
          hint: "project",
          icon: <Box className="i" />,
          run: () => goTo(paths.project(slug)),
        },
        {
          id: `stats ${slug}`,
          label: `${name} stats`,
          hint: "received, dropped, dead letters",
          icon: <ChartNoAxesColumn className="i" />,
          run: () => goTo(paths.projectStats(slug)),
        },
        {
          id: `grouping ${slug}`,
          label: `${name} grouping`,
          hint: "fingerprint and stack-trace rules",
          icon: <Group className="i" />,
          run: () => goTo(paths.projectGrouping(slug)),
        },
        {
          id: `settings ${slug}`,
          label: `${name} settings`,
          hint: "DSN and keys",
          icon: <Settings className="i" />,
          run: () => goTo(paths.projectSettings(slug)),
        },
      ]),
    ],
    words,
  );
}

/** What the shell itself does. */
export function useCommandEntries({ kind, words }: PaletteAsk): Entry[] {
  const goTo = useGoTo();
  const { openShortcuts, toggleSidebar } = useShell();
  if (kind !== "all" && kind !== "commands") return [];
  return matching(
    [
      {
        id: "new project",
        label: "New project",
        icon: <Plus className="i" />,
        run: () => goTo(paths.newProject),
      },
      { id: "theme", label: "Switch theme", icon: <SunMoon className="i" />, run: toggleTheme },
      {
        id: "sidebar",
        label: "Fold the sidebar",
        keys: "[",
        icon: <PanelLeft className="i" />,
        run: toggleSidebar,
      },
      {
        id: "keys",
        label: "Keyboard shortcuts",
        keys: "?",
        icon: <Keyboard className="i" />,
        run: openShortcuts,
      },
      { id: "sign out", label: "Sign out", icon: <LogOut className="i" />, run: () => void leave() },
    ],
    words,
  );
}
