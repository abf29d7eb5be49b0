import { CircleAlert } from "lucide-react";
import type { DraftFault } from "./section-props";

/** The faults whose place is one of these, or lies within. */
export function faultsAt(faults: readonly DraftFault[], places: readonly string[]): DraftFault[] {
  return faults.filter(({ path }) => places.some((place) => path === place || path.startsWith(`${place}.`)));
}

/** What is wrong with a part of the page, below it. */
export function FaultLines({ faults, id }: { faults: readonly DraftFault[]; id?: string }) {
  if (faults.length === 0) return null;
  return (
    <div id={id} role="alert">
      {faults.map(({ path, message }) => (
        <p key={path} className="help err">
          <CircleAlert className="i" />
          <span>{message}</span>
        </p>
      ))}
    </div>
  );
}
