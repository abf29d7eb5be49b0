import { SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import type { Priority } from "@/lib/issues/workflow/schemas";
import { priorityWords } from "./words";

const MARKS = { high: SignalHigh, medium: SignalMedium, low: SignalLow };

/** How much an issue matters, as bars. `decorative` hides it where the word stands beside it. */
export function PriorityMark({ priority, decorative = false }: { priority: Priority; decorative?: boolean }) {
  const Mark = MARKS[priority];
  return (
    <Mark
      className="i i-14"
      {...(decorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": `${priorityWords[priority]} priority` })}
    />
  );
}
