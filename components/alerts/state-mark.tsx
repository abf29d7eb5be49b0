import { BellOff, CircleAlert } from "lucide-react";
import { LevelMark } from "@/components/ui/level-mark";
import { type RuleState, stateWords } from "./rule-state";

/** The sign of a state: shape and colour together. `decorative` where its word stands beside it. */
export function StateMark({ state, decorative = false }: { state: RuleState; decorative?: boolean }) {
  const named = decorative
    ? ({ "aria-hidden": true } as const)
    : ({ role: "img", "aria-label": stateWords[state], title: stateWords[state] } as const);
  return (
    <span className="al-mark" {...named}>
      {state === "critical" ? (
        <LevelMark level="error" decorative />
      ) : state === "warning" ? (
        <LevelMark level="warning" decorative />
      ) : state === "trouble" ? (
        <CircleAlert className="i i-14 t-warning" />
      ) : state === "silenced" ? (
        <BellOff className="i i-14 mut" />
      ) : (
        <span className={state === "ok" ? "st-dot ok" : "st-dot al-off"} />
      )}
    </span>
  );
}
