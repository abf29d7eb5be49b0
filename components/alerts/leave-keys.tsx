"use client";

import { sections } from "@/components/layout/sections";
import { useHotkeys } from "@/components/layout/use-hotkeys";

/** While something is not saved, the keys that lead to other pages go the way of their links, where it is asked first. */
export function LeaveKeys() {
  useHotkeys(
    sections.map(({ keys, href }) => ({
      keys,
      run: () => document.querySelector<HTMLElement>(`.side-nav a[href="${href}"]`)?.click(),
    })),
  );
  return null;
}
