import { ArrowBigUp, Command, CornerDownLeft } from "lucide-react";
import type { ReactNode } from "react";

const CAPS: Record<string, ReactNode> = {
  mod: <Command className="i" />,
  shift: <ArrowBigUp className="i" />,
  enter: <CornerDownLeft className="i" />,
  escape: "esc",
};

/** Keycaps for one binding as `useHotkeys` spells it: "mod+k", "shift+e", "g i". */
export function Kbd({ keys }: { keys: string }) {
  const caps = keys.split(/[ +]/).filter(Boolean);
  return (
    <span className="keys" aria-hidden="true">
      {caps.map((cap) => (
        <kbd key={cap}>{CAPS[cap] ?? (keys.includes("mod") ? cap.toUpperCase() : cap)}</kbd>
      ))}
    </span>
  );
}
