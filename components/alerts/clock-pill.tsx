"use client";

import { useState } from "react";
import { classNames } from "@/components/ui/class-names";

type ClockPillProps = {
  label: string;
  /** "22:00". */
  value: string;
  onChange: (value: string) => void;
  isReadOnly?: boolean;
};

/** A time of day in a sentence, of 24 hours whatever the browser's language is; what is none is put back when the field is left. */
export function ClockPill({ label, value, onChange, isReadOnly }: ClockPillProps) {
  /** Null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);
  const isUnused = typed !== null && readClock(typed) === null;
  return (
    <span className={classNames("pill pnum", isUnused && "is-error")}>
      <input
        aria-label={label}
        aria-invalid={isUnused || undefined}
        inputMode="text"
        autoComplete="off"
        maxLength={5}
        disabled={isReadOnly}
        style={{ width: "5.6ch" }}
        value={typed ?? value}
        onChange={({ target }) => {
          setTyped(target.value);
          const clock = readClock(target.value);
          if (clock !== null && clock !== value) onChange(clock);
        }}
        onBlur={() => setTyped(null)}
      />
    </span>
  );
}

/** "7:00" is 07:00; null for what is no time of day. */
function readClock(text: string): string | null {
  const [, hour, minute] = /^\s*(\d{1,2}):(\d\d)\s*$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute}`;
}
