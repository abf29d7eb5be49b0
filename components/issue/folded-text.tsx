"use client";

import { useState } from "react";

const LINES = 3;
const CHARACTERS = 280;

/** A message that wraps to three lines and then folds. Nothing is measured, so nothing moves when fonts arrive. */
export function FoldedText({ text, className }: { text: string; className: string }) {
  const [open, setOpen] = useState(false);
  const isLong = text.length > CHARACTERS || text.split("\n", LINES + 1).length > LINES;
  return (
    <>
      <p className={isLong && !open ? `${className} folded` : className}>{text}</p>
      {isLong ? (
        <button type="button" className="link small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Show the whole message"}
        </button>
      ) : null}
    </>
  );
}
