import type { KeyboardEvent } from "react";

type Walk = {
  /** The ids of the lines' elements, in order. */
  lines: readonly string[];
  /** The id of the line that Enter means. */
  current: string | undefined;
  /** Makes the line with that index the current one. */
  stand: (index: number) => void;
  enter: () => void;
};

/** The keys that move about in a list while the hands stay in its field: arrows round and round, the ends, Enter. */
export function walkList(event: KeyboardEvent, { lines, current, stand, enter }: Walk): void {
  if (event.nativeEvent.isComposing) return;
  const go = (to: number) => {
    if (lines.length === 0) return;
    const index = (to + lines.length) % lines.length;
    stand(index);
    const element = document.getElementById(lines[index] ?? "");
    // The heading of a first line comes with it.
    element?.previousElementSibling?.scrollIntoView({ block: "nearest" });
    element?.scrollIntoView({ block: "nearest" });
  };
  const at = current === undefined ? -1 : lines.indexOf(current);
  const last = lines.length - 1;
  const acts: Record<string, () => void> = {
    ArrowDown: () => go(event.metaKey ? last : at + 1),
    ArrowUp: () => go(event.metaKey ? 0 : at < 0 ? last : at - 1),
    Home: () => go(0),
    End: () => go(last),
    Enter: enter,
    ...(event.ctrlKey && { n: () => go(at + 1), p: () => go(at < 0 ? last : at - 1) }),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
