"use client";

import { SunMoon } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { toggleTheme } from "./use-theme";

/** Switches between light and dark. */
export function ThemeButton({ size }: { size?: "sm" | "md" }) {
  return (
    <IconButton label="Switch theme" icon={<SunMoon className="i" />} size={size} onClick={toggleTheme} />
  );
}
