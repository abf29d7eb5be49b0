"use client";

import { useId, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { describeRange, readAmount, writeAmount } from "./amount";

export type AmountPillProps = {
  /** The accessible name. */
  label: string;
  /** Not a number while what is typed is none. */
  value: number;
  onChange: (value: number) => void;
  /** What it counts in: "min". */
  unit?: string;
  least?: number;
  most?: number;
  /** Parts of one are no use. */
  isWhole?: boolean;
  /** What the server has against it. */
  fault?: string;
  isReadOnly?: boolean;
};

/**
 * A number in a sentence. What is typed stays as it is, and what is wrong with it stands behind; the draft holds no number then,
 * so that nobody saves another one than they see. Arrows up and down count, by ten with Shift.
 */
export function AmountPill({
  label,
  value,
  onChange,
  unit,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  isWhole = false,
  fault,
  isReadOnly,
}: AmountPillProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => writeAmount(value));
  const [known, setKnown] = useState(value);
  if (!Object.is(known, value)) {
    // Somebody else changed it, such as a button that tries another threshold.
    setKnown(value);
    if (!Object.is(readAmount(typed, { isWhole, least, most }), value)) setTyped(writeAmount(value));
  }
  const take = (text: string) => {
    const next = readAmount(text, { isWhole, least, most });
    setTyped(text);
    setKnown(next);
    onChange(next);
  };
  const note = Number.isNaN(value) ? describeRange({ isWhole, least, most }) : fault;
  return (
    <>
      <span className={classNames("pill pnum", note && "is-error")}>
        <input
          aria-label={unit ? `${label}, ${unit}` : label}
          aria-invalid={note ? true : undefined}
          aria-describedby={note ? id : undefined}
          inputMode={isWhole && least >= 0 ? "numeric" : "text"}
          autoComplete="off"
          maxLength={16}
          disabled={isReadOnly}
          value={typed}
          style={{ width: `${Math.max(1, typed.length) + 0.6}ch` }}
          onChange={({ target }) => take(target.value)}
          onKeyDown={(event) => {
            const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (step === undefined || Number.isNaN(value)) return;
            event.preventDefault();
            const next = Math.round((value + step * (event.shiftKey ? 10 : 1)) * 100) / 100;
            take(writeAmount(Math.min(most, Math.max(least, next))));
          }}
        />
        {unit ? <span aria-hidden="true">{unit}</span> : null}
      </span>
      {note ? (
        <span className="pill-note" id={id} role="alert">
          {note}
        </span>
      ) : null}
    </>
  );
}
