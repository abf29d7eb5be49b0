"use client";

import { Dialog } from "radix-ui";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { FacetPanel, type FacetPanelProps } from "./facet-panel";

/** The facets above the list, for narrow screens. */
export function FacetDrawer(panel: FacetPanelProps) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={panel.onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content {...returnFocus} className="drawer facets" aria-describedby={undefined}>
          <Dialog.Title className="vh">Facets</Dialog.Title>
          <FacetPanel {...panel} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
