"use client";

import { Ban, Share2, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Panel } from "@/components/workflow/subject";

const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog));

/**
 * Sharing and deleting an issue: `items` for its menu, and `dialog` to stand beside that, since what stands in a menu goes
 * when it closes. Deleting is asked for by a panel of the page; the dialog is loaded when it is asked for.
 */
export function useDangerActions(
  shortId: string,
  onOpen: (panel: Panel) => void,
): { items: ReactNode; dialog: ReactNode } {
  const [isSharing, setSharing] = useState(false);
  return {
    items: (
      <>
        <MenuItem icon={<Share2 className="i" />} onSelect={() => setSharing(true)}>
          Share…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="i" />} danger onSelect={() => onOpen("delete")}>
          Delete…
        </MenuItem>
        <MenuItem icon={<Ban className="i" />} danger onSelect={() => onOpen("discard")}>
          Delete and discard future events…
        </MenuItem>
      </>
    ),
    dialog: isSharing ? <ShareDialog shortId={shortId} onClose={() => setSharing(false)} /> : null,
  };
}
