"use client";

import { Dialog } from "radix-ui";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { BrandMark } from "./brand-mark";
import { IngestHealth } from "./ingest-health";
import { JumpButton } from "./jump-button";
import { SideNav } from "./side-nav";
import { UserMenu } from "./user-menu";

/** The sidebar of a phone, above the page. */
export function MenuDrawer({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          {...returnFocus}
          className="drawer"
          aria-describedby={undefined}
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest("a")) onOpenChange(false);
          }}
        >
          <Dialog.Title className="vh">Menu</Dialog.Title>
          <div className="side-top">
            <span className="brand">
              <BrandMark />
              <b>Jackdaw</b>
            </span>
          </div>
          <JumpButton onOpen={() => onOpenChange(false)} />
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
