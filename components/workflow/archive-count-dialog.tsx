"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PanelProps } from "./panel-props";
import { readCount } from "./read-count";

const WINDOWS = [
  { value: "any", label: "in all" },
  { value: "1", label: "within 1 minute" },
  { value: "60", label: "within 1 hour" },
  { value: "1440", label: "within 1 day" },
  { value: "10080", label: "within 1 week" },
];

/** Asks for how many more events or users it comes back, in all or within a span. */
export function ArchiveCountDialog({ subject, onClose }: PanelProps) {
  const [events, setEvents] = useState("10");
  const [users, setUsers] = useState("");
  const [window, setWindow] = useState("any");
  const [errors, setErrors] = useState<{ events?: string; users?: string }>({});
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setErrors({});
  };
  return (
    <Dialog
      title={`Archive ${subject.name} until it happens more`}
      description="It comes back with the event that reaches either number, counted from now on."
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        className="wf-f"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const read = readCount({ events, users, window });
          if ("errors" in read) return setErrors(read.errors);
          const { until } = read;
          return onClose(() => subject.act({ kind: "archive", until }));
        }}
      >
        <div className="wf-two">
          <Field
            label="More events"
            inputMode="numeric"
            autoComplete="off"
            value={events}
            error={errors.events}
            onChange={change(setEvents)}
          />
          <Field
            label="Or more users"
            inputMode="numeric"
            autoComplete="off"
            value={users}
            error={errors.users}
            onChange={change(setUsers)}
          />
        </div>
        <Select label="Within" value={window} onValueChange={setWindow} options={WINDOWS} />
        <FormActions cancel="Keep in sight">Archive</FormActions>
      </form>
    </Dialog>
  );
}
