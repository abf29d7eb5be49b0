"use client";

import { ArrowLeft, Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { BrandMark } from "./brand-mark";
import { IngestHealth } from "./ingest-health";
import { JumpButton } from "./jump-button";
import { paths } from "./place";
import { useShell } from "./shell-context";
import { SideNav } from "./side-nav";
import { ThemeButton } from "./theme-button";
import { usePlace } from "./use-place";
import { UserMenu } from "./user-menu";

/** The header under 900 px: the drawer, or the way back, and where one is. */
export function MobileHeader() {
  const { openPalette } = useShell();
  const place = usePlace();
  return (
    <header className="mob">
      {place.back ? (
        <>
          <Link className="btn btn-ghost btn-icon" href={place.back} aria-label="Back">
            <ArrowLeft className="i" />
          </Link>
          <b className="brand trunc">{place.title}</b>
        </>
      ) : (
        <>
          <Drawer />
          <Link className="brand" href={paths.issues} aria-label={`Jackdaw, ${place.title}`}>
            <BrandMark />
            <b>{place.title}</b>
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
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button type="button" className="btn btn-ghost btn-icon" aria-label="Open menu">
          <MenuIcon className="i" />
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="drawer"
          aria-describedby={undefined}
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest("a")) setOpen(false);
          }}
        >
          <Dialog.Title className="vh">Menu</Dialog.Title>
          <div className="side-top">
            <span className="brand">
              <BrandMark />
              <b>Jackdaw</b>
            </span>
          </div>
          <JumpButton onOpen={() => setOpen(false)} />
          <SideNav />
          <div className="side-foot">
            <IngestHealth />
            <UserMenu />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
