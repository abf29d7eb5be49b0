"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { preloadMenus } from "@/components/ui/menu";
import { preloadSelects } from "@/components/ui/select";
import { whenIdle } from "@/components/workflow/when-idle";
import type { Hotkey } from "./hotkeys";

const loadPalette = () => import("./palette");
const loadShortcuts = () => import("./shortcuts-dialog");
const Palette = dynamic(async () => (await loadPalette()).Palette, { ssr: false });
const ShortcutsDialog = dynamic(async () => (await loadShortcuts()).ShortcutsDialog, { ssr: false });

type ShellDialogsProps = {
  isPaletteOpen: boolean;
  onPaletteChange: (open: boolean) => void;
  /** What is bound; null while nobody asks. */
  hotkeys: readonly Hotkey[] | null;
  onHotkeysClose: () => void;
};

/**
 * What the shell opens above the page. Each is fetched when it is first asked for, or before that when the browser has nothing
 * else to do, as is what menus are made of; the page itself needs none of it.
 */
export function ShellDialogs(props: ShellDialogsProps) {
  const { isPaletteOpen, onPaletteChange, hotkeys, onHotkeysClose } = props;
  const hasPalette = useOnce(isPaletteOpen);
  const hasShortcuts = useOnce(hotkeys !== null);
  useEffect(
    () =>
      whenIdle(() => {
        Promise.all([loadPalette(), loadShortcuts()]).catch(() => undefined);
        preloadMenus();
        preloadSelects();
      }),
    [],
  );
  return (
    <>
      {hasPalette ? <Palette open={isPaletteOpen} onOpenChange={onPaletteChange} /> : null}
      {hasShortcuts ? <ShortcutsDialog hotkeys={hotkeys} onClose={onHotkeysClose} /> : null}
    </>
  );
}

/** Whether it ever was true. */
function useOnce(is: boolean): boolean {
  const [was, setWas] = useState(is);
  if (is && !was) setWas(true);
  return is || was;
}
