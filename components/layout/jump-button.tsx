"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";
import { useShell } from "./shell-context";

/** Opens the palette from the sidebar. */
export function JumpButton({ onOpen }: { onOpen?: () => void }) {
  const { openPalette } = useShell();
  return (
    <button
      type="button"
      className="jump"
      aria-keyshortcuts="Meta+K Control+K"
      aria-label="Search or jump to"
      onClick={() => {
        onOpen?.();
        openPalette();
      }}
    >
      <Search className="i" />
      <span>Search or jump to</span>
      <Kbd keys="mod+k" />
    </button>
  );
}
