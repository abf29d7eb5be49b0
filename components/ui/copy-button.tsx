"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { Kbd } from "./kbd";
import { toast } from "./toast";

type CopyButtonProps = {
  /** What goes to the clipboard; a function when it is costly to build. */
  text: string | (() => string);
  /** Words on the button, or the accessible name when `iconOnly`. */
  label?: string;
  iconOnly?: boolean;
  keys?: string;
  variant?: "default" | "ghost";
  size?: "sm" | "md";
};

const CONFIRMED_MS = 1500;

/** Copies a text and shows a check for a moment. */
export function CopyButton({ text, label = "Copy", iconOnly, keys, variant, size }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    setCopied(await copyText(typeof text === "function" ? text() : text));
  }

  const icon = copied ? <Check className="i" /> : <Copy className="i" />;
  const announcement = (
    <span className="vh" role="status">
      {copied ? "Copied" : ""}
    </span>
  );
  return iconOnly ? (
    <>
      <IconButton
        label={label}
        icon={icon}
        keys={keys}
        variant={variant}
        size={size}
        onClick={() => void copy()}
      />
      {announcement}
    </>
  ) : (
    <>
      <Button variant={variant} size={size} icon={icon} onClick={() => void copy()}>
        {label}
        {keys ? <Kbd keys={keys} /> : null}
      </Button>
      {announcement}
    </>
  );
}

/** Puts a text on the clipboard; false, with a message, when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Absent on plain http, except on localhost.
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else if (!copyThroughSelection(text)) throw new Error("refused");
    return true;
  } catch {
    toast({
      message: "The browser did not allow copying. Select the text and copy it by hand.",
      tone: "failed",
    });
    return false;
  }
}

function copyThroughSelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "vh";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
