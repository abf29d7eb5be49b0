"use client";

import type { KeyboardEvent } from "react";
import { classNames } from "./class-names";

type SegmentedProps<Value extends string> = {
  /** The accessible name of the group. */
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; count?: string | number; disabled?: boolean }[];
  size?: "sm" | "md";
};

/** Two to four exclusive views. One tab stop; arrow keys move. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onValueChange, options, size } = props;
  const usable = options.filter((option) => !option.disabled);
  const at = usable.findIndex((option) => option.value === value);
  const choose = (chosen: Value) => {
    if (chosen !== value) onValueChange(chosen);
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = by === undefined ? undefined : usable.at((at + by) % usable.length);
    if (!next) return;
    event.preventDefault();
    const group = event.currentTarget.parentElement;
    group?.querySelectorAll<HTMLElement>('[role="radio"]')[options.indexOf(next)]?.focus();
    choose(next.value);
  };
  return (
    <div className={classNames("seg", size === "sm" && "seg-sm")} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === (usable[at] ?? usable[0])?.value ? 0 : -1}
          disabled={option.disabled}
          onClick={() => choose(option.value)}
          onKeyDown={move}
        >
          {option.label}
          {option.count === undefined ? null : <span className="n num">{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
