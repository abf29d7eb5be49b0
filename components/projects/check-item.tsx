import { Check, CircleDashed, X } from "lucide-react";
import type { ReactNode } from "react";

const signs = { ok: Check, bad: X, todo: CircleDashed } as const;

/** One line of what has to be so before something arrives, its sign before it. */
export function CheckItem({ state, children }: { state: keyof typeof signs; children: ReactNode }) {
  const Sign = signs[state];
  return (
    <li className={state}>
      <Sign className="i" />
      <span>{children}</span>
    </li>
  );
}
