import { listenerName } from "@/components/listeners/kinds";
import type { ListenerRow } from "@/lib/logs/listeners/schemas";

/** "On: Syslog over TCP, port 5514." Where none is on, why. */
export function describeListeners(found: readonly Pick<ListenerRow, "kind" | "port" | "state">[]): string {
  const inState = (state: ListenerRow["state"]) => found.filter((one) => one.state === state);
  const [on, opening, trouble, off] = [
    inState("listening"),
    inState("opening"),
    inState("trouble"),
    inState("off"),
  ];
  const name = (some: typeof found) => some.map(listenerName).join("; ");
  if (on.length > 0) return `On: ${name(on)}.`;
  if (opening.length > 0) return `Being opened: ${name(opening)}.`;
  if (trouble.length > 0) return `Not open, though it is switched on: ${name(trouble)}.`;
  return off.length > 0 ? `Switched off: ${name(off)}.` : "None is on yet.";
}
