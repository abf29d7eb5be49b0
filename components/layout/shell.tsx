"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { NavProject } from "@/lib/projects/schemas";
import { HealthBanner } from "./health-banner";
import { holdKeys, releaseKeys } from "./held-keys";
import { type Hotkey, listHotkeys, watchHotkeys } from "./hotkeys";
import { MobileHeader } from "./mobile-header";
import { navProjectsQuery } from "./queries";
import { remember } from "./remember";
import { ShellContext, type ShellUser } from "./shell-context";
import { ShellDialogs } from "./shell-dialogs";
import { ShellHotkeys } from "./shell-hotkeys";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";

type ShellProps = {
  user: ShellUser;
  projects: readonly NavProject[];
  /** Whether the sidebar starts folded. */
  collapsed?: boolean;
  children: ReactNode;
};

/**
 * The frame of every page behind the sign-in. The page's children stand in `<main>`; a page whose list
 * scrolls instead of the window gives its `.listwrap` the class `pane`.
 */
export function Shell({
  user,
  projects: readProjects,
  collapsed: startCollapsed = false,
  children,
}: ShellProps) {
  const { data: projects } = useQuery(navProjectsQuery(readProjects));
  const [collapsed, setCollapsed] = useState(startCollapsed);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [hotkeys, setHotkeys] = useState<readonly Hotkey[] | null>(null);
  useEffect(() => () => void releaseKeys(), []);
  const isListing = hotkeys !== null;
  useEffect(() => (isListing ? watchHotkeys(() => setHotkeys(listHotkeys())) : undefined), [isListing]);
  const state = useMemo(
    () => ({
      user,
      canWork: user.role !== "viewer",
      projects,
      openPalette: () => {
        setIsPaletteOpen(true);
        // Until its field has the focus.
        if (!isPaletteOpen) holdKeys(() => setIsPaletteOpen(false));
      },
      openShortcuts: () => setHotkeys(listHotkeys()),
      toggleSidebar: () => {
        remember("sidebar", collapsed ? undefined : "collapsed");
        setCollapsed(!collapsed);
      },
    }),
    [user, projects, collapsed, isPaletteOpen],
  );
  return (
    <ShellContext value={state}>
      <div className={classNames("app", collapsed && "side-collapsed")}>
        <ShellHotkeys />
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Sidebar collapsed={collapsed} />
        <MobileHeader />
        <main id="main" className="main" tabIndex={-1}>
          <HealthBanner />
          {children}
        </main>
        <TabBar />
        <ShellDialogs
          isPaletteOpen={isPaletteOpen}
          onPaletteChange={setIsPaletteOpen}
          hotkeys={hotkeys}
          onHotkeysClose={() => setHotkeys(null)}
        />
      </div>
    </ShellContext>
  );
}
