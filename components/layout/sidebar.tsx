"use client";

import { PanelLeft } from "lucide-react";
import Link from "next/link";
import { IconButton } from "@/components/ui/icon-button";
import { BrandMark } from "./brand-mark";
import { IngestHealth } from "./ingest-health";
import { JumpButton } from "./jump-button";
import { paths } from "./place";
import { useShell } from "./shell-context";
import { SideNav } from "./side-nav";
import { UserMenu } from "./user-menu";

/** The navigation at the left, 216 px or folded to 52. */
export function Sidebar({ collapsed }: { collapsed: boolean }) {
  const { toggleSidebar } = useShell();
  return (
    <aside className="side" aria-label="Main">
      <div className="side-top">
        <Link className="brand" href={paths.issues} aria-label="Jackdaw">
          <BrandMark />
          <b>Jackdaw</b>
        </Link>
        <IconButton
          label={collapsed ? "Expand sidebar" : "Collapse sidebar"}
          keys="["
          size="sm"
          icon={<PanelLeft className="i" />}
          aria-expanded={!collapsed}
          onClick={toggleSidebar}
        />
      </div>
      <JumpButton />
      <SideNav />
      <div className="side-foot">
        <IngestHealth />
        <UserMenu />
      </div>
    </aside>
  );
}
