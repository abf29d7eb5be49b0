"use client";

import { createContext, useContext } from "react";
import type { NavProject } from "@/lib/projects/schemas";

/** Who is signed in, for display. */
export type ShellUser = { name: string; email: string };

export type ShellState = {
  user: ShellUser;
  projects: readonly NavProject[];
  openPalette: () => void;
  openShortcuts: () => void;
  toggleSidebar: () => void;
};

export const ShellContext = createContext<ShellState | null>(null);

/** What the shell knows and does, for everything inside it. */
export function useShell(): ShellState {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("This component stands outside the shell");
  return shell;
}
