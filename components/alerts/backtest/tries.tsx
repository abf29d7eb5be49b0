"use client";

import type { KeyboardEvent } from "react";
import { numberText } from "@/components/alerts/words";
import type { Backtest } from "@/lib/alerts/schemas";
import { timesText } from "./verdict";

type TriesProps = {
  tries: Backtest["tries"];
  critical: number;
  onTry: (critical: number) => void;
};

/** Other thresholds with how often each would have fired. One tab stop; arrow keys move, Enter and space take. */
export function Tries({ tries, critical, onTry }: TriesProps) {
  const at = tries.findIndex((one) => one.critical === critical);
  const move = (event: KeyboardEvent<HTMLElement>, place: number) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role="radio"]');
    buttons?.[(place + by + tries.length) % tries.length]?.focus();
  };
  return (
    <div className="sens" role="radiogroup" aria-label="Try another threshold">
      <span className="mut small">Try</span>
      {tries.map(({ critical: limit, firings }, place) => (
        <button
          key={limit}
          type="button"
          role="radio"
          aria-checked={limit === critical}
          aria-label={`${numberText(limit)}: ${timesText(firings)}`}
          tabIndex={place === Math.max(0, at) ? 0 : -1}
          onClick={() => onTry(limit)}
          onKeyDown={(event) => move(event, place)}
        >
          <b className="num">{numberText(limit)}</b>
          <span className="num">{firings === 0 ? "never" : `${numberText(firings)}×`}</span>
        </button>
      ))}
    </div>
  );
}
