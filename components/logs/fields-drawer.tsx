"use client";

import { Dialog } from "radix-ui";
import type { ComponentProps } from "react";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { FieldsPanel } from "./fields-panel";

/** The fields above the lines, for narrow screens. */
export function FieldsDrawer({
  onClose,
  ...panel
}: ComponentProps<typeof FieldsPanel> & { onClose: () => void }) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content {...returnFocus} className="drawer facets" aria-describedby={undefined}>
          <Dialog.Title className="vh">Fields</Dialog.Title>
          <FieldsPanel {...panel} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
