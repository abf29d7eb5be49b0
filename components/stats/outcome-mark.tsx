import { LevelMark } from "@/components/ui/level-mark";

const LEVELS: Record<string, string> = {
  dead_letter: "fatal",
  invalid: "error",
  rate_limited: "warning",
  filtered: "info",
};

const SQUARES: Record<string, string> = { duplicate: "om om-strong", accepted: "om om-base" };

/** The mark of an outcome beside its name: the shape of a level for trouble, a square for what is as it should be. */
export function OutcomeMark({ outcome }: { outcome: string }) {
  const level = Object.hasOwn(LEVELS, outcome) ? LEVELS[outcome] : undefined;
  if (level) return <LevelMark level={level} decorative />;
  return <i className={(Object.hasOwn(SQUARES, outcome) && SQUARES[outcome]) || "om om-hollow"} />;
}
