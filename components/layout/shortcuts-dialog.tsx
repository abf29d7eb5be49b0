"use client";

import { Dialog } from "radix-ui";
import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import type { Hotkey } from "./hotkeys";
import { allowSingleKeys, singleKeysAllowed, watchSingleKeys } from "./single-keys";

const GROUPS = ["Lists", "Issue", "Event", "Go to"] as const;

type ShortcutsDialogProps = {
  /** What is bound; null is closed. */
  hotkeys: readonly Hotkey[] | null;
  onClose: () => void;
};

/** All keys of the present page, and the switch for single keys. */
export function ShortcutsDialog({ hotkeys, onClose }: ShortcutsDialogProps) {
  const returnFocus = useReturnFocus();
  const allowed = useSyncExternalStore(watchSingleKeys, singleKeysAllowed, () => true);
  return (
    <Dialog.Root open={hotkeys !== null} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          {...returnFocus}
          className="palette palette-box"
          aria-describedby={undefined}
          tabIndex={-1}
          // The dialog itself takes the focus: its only control is a setting, not the reason to come.
          onOpenAutoFocus={(event) => {
            returnFocus.onOpenAutoFocus();
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
        >
          <div className="pin">
            <Dialog.Title className="grow">Keyboard</Dialog.Title>
            <kbd aria-hidden="true">esc</kbd>
          </div>
          <div className="keysg kg3">
            {GROUPS.map((group) => (
              <Group key={group} name={group} hotkeys={named(hotkeys ?? [], group)} />
            ))}
          </div>
          <div className="pf">
            <Switch checked={allowed} onCheckedChange={allowSingleKeys}>
              Single keys
            </Switch>
            <span>Off: only keys with ⌘ or Ctrl work. Kept in this browser.</span>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ name, hotkeys }: { name: string; hotkeys: readonly Hotkey[] }) {
  if (hotkeys.length === 0) return null;
  return (
    <div>
      <h3>{name}</h3>
      {hotkeys.map((hotkey) => (
        <div className="kr" key={hotkey.keys}>
          <span>{hotkey.label}</span>
          <Kbd keys={hotkey.keys} />
          <span className="vh">{hotkey.keys}</span>
        </div>
      ))}
    </div>
  );
}

/** The labelled bindings of a group; of two on the same key, the one that would run. */
function named(hotkeys: readonly Hotkey[], group: string): Hotkey[] {
  const winning = new Map(hotkeys.map((hotkey) => [hotkey.keys, hotkey]));
  return [...winning.values()].filter((hotkey) => hotkey.label && (hotkey.group ?? "Lists") === group);
}
