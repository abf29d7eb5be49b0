"use client";

import { useEffect, useEffectEvent } from "react";
import { addHotkeys, type Hotkey } from "./hotkeys";

/**
 * Binds keys while the component is shown; what was bound last goes first. Single keys do nothing in
 * text fields, in dialogs and menus, and when the user has turned them off. `run` may close over fresh state.
 */
export function useHotkeys(hotkeys: readonly Hotkey[], enabled = true): void {
  const current = useEffectEvent(() => hotkeys);
  useEffect(() => (enabled ? addHotkeys(() => current()) : undefined), [enabled]);
}
