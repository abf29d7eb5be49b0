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
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { paths } from "./place";
import { sections } from "./sections";
import { useShell } from "./shell-context";
import { leave } from "./user-menu";
import { toggleTheme } from "./use-theme";

/** A line of the palette that this browser knows by itself. */
export type Entry = {
  id: string;
  label: string;
  hint?: string;
  keys?: string;
  icon: ReactNode;
  run: () => void;
};

/** Pages, projects and commands whose label holds the words; `null` is none. Without words, all of them. */
export function usePaletteEntries(
  words: string | null,
  commandsOnly: boolean,
): { places: Entry[]; commands: Entry[] } {
  const router = useRouter();
  const { projects, openShortcuts, toggleSidebar } = useShell();
  if (words === null) return { places: [], commands: [] };

  const places: Entry[] = [
    ...sections.map((section) => ({
      id: `section ${section.id}`,
      label: section.label,
      keys: section.keys,
      icon: section.icon,
      run: () => router.push(section.href),
    })),
    ...projects.flatMap((project) => [
      {
        id: `project ${project.slug}`,
        label: project.name,
        hint: "project",
        icon: <Box className="i" />,
        run: () => router.push(paths.project(project.slug)),
      },
      {
        id: `stats ${project.slug}`,
        label: `${project.name} stats`,
        hint: "received, dropped, dead letters",
        icon: <ChartNoAxesColumn className="i" />,
        run: () => router.push(paths.projectStats(project.slug)),
      },
      {
        id: `grouping ${project.slug}`,
        label: `${project.name} grouping`,
        hint: "fingerprint and stack-trace rules",
        icon: <Group className="i" />,
        run: () => router.push(paths.projectGrouping(project.slug)),
      },
      {
        id: `settings ${project.slug}`,
        label: `${project.name} settings`,
        hint: "DSN and keys",
        icon: <Settings className="i" />,
        run: () => router.push(paths.projectSettings(project.slug)),
      },
    ]),
  ];
  const commands: Entry[] = [
    {
      id: "new project",
      label: "New project",
      icon: <Plus className="i" />,
      run: () => router.push(paths.newProject),
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
  ];
  return { places: commandsOnly ? [] : matching(places, words), commands: matching(commands, words) };
}

/** Labels that begin with the words stand first. */
function matching(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLowerCase();
  return entries
    .map((entry) => ({ entry, at: entry.label.toLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .slice(0, 12)
    .map(({ entry }) => entry);
}
