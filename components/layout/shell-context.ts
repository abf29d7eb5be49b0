"use client";

import { createContext, useContext } from "react";
import type { Role } from "@/lib/context";
import type { NavProject } from "@/lib/projects/schemas";

/** Who is signed in. What the role allows is decided by the server; here it only says which controls are of use. */
export type ShellUser = { id: string; name: string; email: string; role: Role };

export type ShellState = {
  user: ShellUser;
  /** Whether the role lets somebody change issues; viewers only look, bookmark and subscribe. */
  canWork: boolean;
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
