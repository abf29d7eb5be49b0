"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/components/ui/copy-button";

/** Copies the path and line of a frame. As light as can be: a stack has hundreds of these. */
export function CopySpot({ spot, of }: { spot: string; of: string }) {
  const [copied, setCopied] = useState(false);
  const label = `Copy path and line of ${of.slice(0, 80)}`;
  return (
    <button
      type="button"
      className="btn btn-ghost btn-icon btn-sm cp"
      aria-label={label}
      title="Copy path and line"
      onClick={() => void copyText(spot).then(setCopied)}
      onBlur={() => setCopied(false)}
    >
      {copied ? <Check className="i" /> : <Copy className="i" />}
    </button>
  );
}
