"use client";

import { useState } from "react";
import { classNames } from "@/components/ui/class-names";

type NumberPillProps = {
  /** The accessible name. */
  label: string;
  value: number;
  onChange: (value: number) => void;
  /** What it counts in: "min". */
  unit?: string;
  min?: number;
  max?: number;
  /** Whether parts of one are numbers, too. */
  isExact?: boolean;
  /** Something is wrong with it, said nearby. */
  isFaulty?: boolean;
  isReadOnly?: boolean;
};

/**
 * A number in a sentence. What is typed counts as soon as it is a number within the bounds; anything else is put back when the
 * field is left. Arrows up and down count.
 */
export function NumberPill({
  label,
  value,
  onChange,
  unit,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  isExact = false,
  isFaulty,
  isReadOnly,
}: NumberPillProps) {
  /** Null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(value);
  const take = (next: number) => {
    const isUsable =
      Number.isFinite(next) && (isExact || Number.isInteger(next)) && next >= min && next <= max;
    if (isUsable && next !== value) onChange(next);
    return isUsable;
  };
  const isUnused = typed !== null && readNumber(typed) !== value;
  return (
    <span className={classNames("pill pnum", (isFaulty || isUnused) && "is-error")}>
      <input
        aria-label={unit ? `${label}, ${unit}` : label}
        aria-invalid={isFaulty || isUnused || undefined}
        inputMode={isExact || min < 0 ? "text" : "numeric"}
        autoComplete="off"
        disabled={isReadOnly}
        value={text}
        maxLength={12}
        style={{ width: `${Math.max(1, text.length) + 0.6}ch` }}
        onChange={({ target }) => {
          setTyped(target.value);
          take(readNumber(target.value));
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          if (take(value + step)) setTyped(null);
        }}
      />
      {unit ? <span aria-hidden="true">{unit}</span> : null}
    </span>
  );
}

function readNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace("−", "-"));
}
