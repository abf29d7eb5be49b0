"use client";

import { Ban, Share2, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";

const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog));
const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog));

type Open = "share" | "delete" | "discard" | null;

/**
 * Sharing and deleting an issue: `items` for its menu, and `dialogs` to stand beside that, since what stands in a menu goes
 * when it closes. The dialogs are loaded when they are asked for.
 */
export function useDangerActions(shortId: string): { items: ReactNode; dialogs: ReactNode } {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return {
    items: (
      <>
        <MenuItem icon={<Share2 className="i" />} onSelect={() => setOpen("share")}>
          Share…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="i" />} danger onSelect={() => setOpen("delete")}>
          Delete…
        </MenuItem>
        <MenuItem icon={<Ban className="i" />} danger onSelect={() => setOpen("discard")}>
          Delete and discard future events…
        </MenuItem>
      </>
    ),
    dialogs: (
      <>
        {open === "share" ? <ShareDialog shortId={shortId} onClose={close} /> : null}
        {open === "delete" || open === "discard" ? (
          <DeleteDialog shortId={shortId} discard={open === "discard"} onClose={close} />
        ) : null}
      </>
    ),
  };
}
