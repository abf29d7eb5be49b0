"use client";

import { TimeDialog } from "@/components/ui/time-dialog";

type SilenceDialogProps = { name: string; onSilence: (until: Date) => void; onClose: () => void };

/** Asks until when a rule is to say nothing. */
export function SilenceDialog({ name, onSilence, onClose }: SilenceDialogProps) {
  return (
    <TimeDialog
      title={`Silence ${name} until a time`}
      description="It is checked all the same. What is still true afterwards is told then."
      label="Tells again at"
      act="Silence"
      cancel="Leave it on"
      onPick={(until) => {
        onClose();
        onSilence(until);
      }}
      onClose={onClose}
    />
  );
}
