"use client";

import { toggleTheme } from "@/components/layout/use-theme";

/** Switches between light and dark where there is no shell. */
export function ThemeLink() {
  return (
    <button type="button" className="link" onClick={toggleTheme}>
      Switch theme
    </button>
  );
}
