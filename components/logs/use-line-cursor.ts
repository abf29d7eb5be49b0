"use client";

import { useCallback, useState } from "react";
import type { LogRow } from "@/lib/logs/schemas";

/** Which line the keyboard stands on, by its id, which lines are open, and whose neighbours are shown. */
export function useLineCursor(lines: readonly LogRow[], startsAtEnd: boolean) {
  const [cursor, setCursor] = useState<string | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [context, setContext] = useState<string | null>(null);
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return {
    cursor,
    setCursor,
    open,
    context,
    toggle,
    showContext: (id: string) => {
      setContext(id);
      setOpen((before) => new Set(before).add(id));
    },
    /** Goes to a neighbour, and tells which that is; null at the ends. */
    move: (step: 1 | -1): string | null => {
      const at = lines.findIndex(({ id }) => id === cursor);
      const start = startsAtEnd ? lines.length - 1 : 0;
      const next = lines[at < 0 ? start : at + step]?.id ?? null;
      if (next !== null) setCursor(next);
      return next;
    },
  };
}
