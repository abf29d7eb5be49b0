"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";

const DAY_MS = 86_400_000;

type SilenceDialogProps = { name: string; onSilence: (until: Date) => void; onClose: () => void };

/** Asks until when a rule is to say nothing, in the reader's own time. */
export function SilenceDialog({ name, onSilence, onClose }: SilenceDialogProps) {
  const [at, setAt] = useState(() => localTime(Date.now() + DAY_MS));
  const [error, setError] = useState<string>();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Dialog
      title={`Silence ${name} until a time`}
      description="It is checked all the same. What is still true afterwards is told then."
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        className="wf-f"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const time = new Date(at);
          if (Number.isNaN(time.getTime())) return setError("Choose a day and a time.");
          if (time.getTime() <= Date.now()) return setError("Choose a time that is still to come.");
          onClose();
          return onSilence(time);
        }}
      >
        <Field
          label="Tells again at"
          help={`In your time zone, ${zone}.`}
          error={error}
          type="datetime-local"
          value={at}
          onChange={(event) => {
            setAt(event.target.value);
            setError(undefined);
          }}
        />
        <FormActions cancel="Leave it on">Silence</FormActions>
      </form>
    </Dialog>
  );
}

/** As the browser's own field writes it: "2026-11-18T14:31". */
function localTime(ms: number): string {
  const offset = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset).toISOString().slice(0, 16);
}
