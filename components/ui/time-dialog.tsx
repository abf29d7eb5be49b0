"use client";

import { useState } from "react";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { FormActions } from "./form-actions";

const DAY_MS = 86_400_000;

type TimeDialogProps = {
  title: string;
  description?: string;
  /** What happens then: "Comes back at". */
  label: string;
  /** The act that takes the time: "Archive". */
  act: string;
  /** The way out that changes nothing: "Keep in sight". */
  cancel: string;
  /** Gets a time that is still to come, and closes the dialog. */
  onPick: (time: Date) => void;
  onClose: () => void;
};

/** Asks until when, in the reader's own time: a day from now, unless they choose another. */
export function TimeDialog({ title, description, label, act, cancel, onPick, onClose }: TimeDialogProps) {
  const [at, setAt] = useState(() => localTime(Date.now() + DAY_MS));
  const [error, setError] = useState<string>();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Dialog title={title} description={description} open onOpenChange={(open) => !open && onClose()}>
      <form
        className="wf-f"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const time = new Date(at);
          if (Number.isNaN(time.getTime())) return setError("Choose a day and a time.");
          if (time.getTime() <= Date.now()) return setError("Choose a time that is still to come.");
          return onPick(time);
        }}
      >
        <Field
          label={label}
          help={`In your time zone, ${zone}.`}
          error={error}
          type="datetime-local"
          value={at}
          onChange={(event) => {
            setAt(event.target.value);
            setError(undefined);
          }}
        />
        <FormActions cancel={cancel}>{act}</FormActions>
      </form>
    </Dialog>
  );
}

/** As the browser's own field writes it: "2026-11-18T14:31". */
function localTime(ms: number): string {
  const offset = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset).toISOString().slice(0, 16);
}
