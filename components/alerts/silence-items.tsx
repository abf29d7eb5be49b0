"use client";

import { Bell, BellOff, CalendarClock } from "lucide-react";
import { MenuItem } from "@/components/ui/menu";
import { silenceChoices } from "./silence-times";

type SilenceItemsProps = {
  isSilenced: boolean;
  /** Null ends the silence. */
  onSilence: (until: Date | null) => void;
  /** Asks for a time. */
  onAsk: () => void;
};

/** How long a rule is to say nothing, as items of a menu. */
export function SilenceItems({ isSilenced, onSilence, onAsk }: SilenceItemsProps) {
  return (
    <>
      {isSilenced ? (
        <MenuItem icon={<Bell className="i" />} onSelect={() => onSilence(null)}>
          End the silence
        </MenuItem>
      ) : null}
      {silenceChoices.map(({ id, label, until }) => (
        <MenuItem key={id} icon={<BellOff className="i" />} onSelect={() => onSilence(until(new Date()))}>
          {`Silence ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        </MenuItem>
      ))}
      <MenuItem icon={<CalendarClock className="i" />} onSelect={onAsk}>
        Silence until…
      </MenuItem>
    </>
  );
}
