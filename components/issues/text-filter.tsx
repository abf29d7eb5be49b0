"use client";

import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";

/** Long enough that a word is one question, short enough to feel live. */
const PAUSE_MS = 250;

/** The free text: asks after a pause or on Enter. Escape leaves the field. */
export function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  const [draft, setDraft] = useState(text);
  const [known, setKnown] = useState(text);
  const [asked, setAsked] = useState(text);
  if (known !== text) {
    // The address changed from elsewhere, such as by going back.
    setKnown(text);
    if (text !== asked) setDraft(text);
  }
  const ask = (next: string) => {
    window.clearTimeout(timer.current);
    setAsked(next);
    if (next !== text) onChange(next);
  };
  useHotkeys([
    {
      keys: "/",
      label: "Focus search",
      group: "Lists",
      run: () => {
        field.current?.focus();
        field.current?.select();
      },
    },
  ]);
  return (
    <div className="qb" role="search">
      <Search className="i" />
      <input
        ref={field}
        className="qb-in"
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        aria-label="Filter issues by text or short ID"
        aria-keyshortcuts="/"
        placeholder="Filter by text or short ID"
        value={draft}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => ask(next), PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) ask(draft);
          if (event.key === "Escape") field.current?.blur();
        }}
      />
      <kbd className="d-only" aria-hidden="true">
        /
      </kbd>
    </div>
  );
}
