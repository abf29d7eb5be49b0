"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import type { PanelProps } from "./panel-props";

const DAY_MS = 86_400_000;

/** Asks until when, in the reader's own time. */
export function ArchiveTimeDialog({ subject, onClose }: PanelProps) {
  const [at, setAt] = useState(() => localTime(Date.now() + DAY_MS));
  const [error, setError] = useState<string>();
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Dialog title={`Archive ${subject.name} until a time`} open onOpenChange={(open) => !open && onClose()}>
      <form
        className="wf-f"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const time = new Date(at);
          if (Number.isNaN(time.getTime())) return setError("Choose a day and a time.");
          if (time.getTime() <= Date.now()) return setError("Choose a time that is still to come.");
          const until = { type: "time", at: time.toISOString() } as const;
          return onClose(() => subject.act({ kind: "archive", until }));
        }}
      >
        <Field
          label="Comes back at"
          help={`In your time zone, ${zone}.`}
          error={error}
          type="datetime-local"
          value={at}
          onChange={(event) => {
            setAt(event.target.value);
            setError(undefined);
          }}
        />
        <FormActions cancel="Keep in sight">Archive</FormActions>
      </form>
    </Dialog>
  );
}

/** As the browser's own field writes it: "2026-11-18T14:31". */
function localTime(ms: number): string {
  const offset = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset).toISOString().slice(0, 16);
}
