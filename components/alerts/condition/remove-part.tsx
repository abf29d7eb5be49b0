import { X } from "lucide-react";
import type { OptionalPart } from "./parts";

/** What each part is called where it is added or removed. */
export const partNames: Readonly<Record<OptionalPart, string>> = {
  checks: "several checks in a row",
  warning: "a warning before",
  clear: "when it is over",
  groupBy: "groups",
  change: "comparison with an earlier time",
  minimum: "a minimum",
  schedule: "times of checks",
};

type RemovePartProps = {
  part: OptionalPart;
  /** When it is not the whole part. */
  name?: string;
  onRemove: (part: OptionalPart) => void;
};

/** Takes a part out of the sentence. */
export function RemovePart({ part, name = partNames[part], onRemove }: RemovePartProps) {
  return (
    <button type="button" className="pill-x" aria-label={`Remove ${name}`} onClick={() => onRemove(part)}>
      <X className="i" />
    </button>
  );
}
