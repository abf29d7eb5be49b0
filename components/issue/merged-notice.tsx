"use client";

import { Merge, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** Says, to those who came by an old address, why they see another issue. */
export function MergedNotice({ from, shortId }: { from: string; shortId: string }) {
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) return null;
  return (
    <p className="bnr bnr-1 mgn" role="status">
      <Merge className="i" />
      <span>
        {from} was merged into this issue, {shortId}.
      </span>
      <span className="grow" />
      <IconButton size="sm" label="Close" icon={<X className="i" />} onClick={() => setOpen(false)} />
    </p>
  );
}
