"use client";

import { ArrowLeft, Menu as MenuIcon, Search } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { BrandMark } from "./brand-mark";
import { usePageName } from "./page-name";
import { paths } from "./place";
import { useShell } from "./shell-context";
import { ThemeButton } from "./theme-button";
import { usePlace } from "./use-place";

const loadDrawer = () => import("./menu-drawer");
const MenuDrawer = dynamic(async () => (await loadDrawer()).MenuDrawer, { ssr: false });

/** The header under 900 px: the drawer, or the way back, and where one is. */
export function MobileHeader() {
  const { openPalette } = useShell();
  const place = usePlace();
  const title = usePageName() ?? place.title;
  return (
    <header className="mob">
      {place.back ? (
        <>
          <Link className="btn btn-ghost btn-icon" href={place.back} aria-label="Back">
            <ArrowLeft className="i" />
          </Link>
          <b className="brand trunc">{title}</b>
        </>
      ) : (
        <>
          <Drawer />
          <Link className="brand" href={paths.issues} aria-label={`Jackdaw, ${title}`}>
            <BrandMark />
            <b>{title}</b>
          </Link>
        </>
      )}
      <span className="grow" />
      <IconButton label="Search" icon={<Search className="i" />} onClick={openPalette} />
      <ThemeButton />
    </header>
  );
}

function Drawer() {
  /** Null until somebody asked for it. */
  const [open, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <button
        type="button"
        className="btn btn-ghost btn-icon"
        aria-label="Open menu"
        aria-haspopup="dialog"
        aria-expanded={open ?? false}
        onPointerEnter={() => void loadDrawer().catch(() => undefined)}
        onClick={() => setOpen(true)}
      >
        <MenuIcon className="i" />
      </button>
      {open === null ? null : <MenuDrawer open={open} onOpenChange={setOpen} />}
    </>
  );
}
