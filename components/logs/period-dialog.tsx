"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import type { ChangeLogView } from "./use-log-view";
import type { LogView } from "./view";

type PeriodDialogProps = {
  view: LogView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: ChangeLogView;
};

/** Two moments, in UTC as the rows show them. */
export function PeriodDialog({ view, open, onOpenChange, onChoose }: PeriodDialogProps) {
  return (
    <Dialog
      title="From one moment to another"
      description="Times are UTC, as the lines show them. Without an end the stretch reaches to now."
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? <Form view={view} onChoose={onChoose} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

const HOUR_MS = 3_600_000;

function Form({
  view,
  onChoose,
  close,
}: Pick<PeriodDialogProps, "view" | "onChoose"> & { close: () => void }) {
  const [from, setFrom] = useState(() => toField(view.from ?? new Date(Date.now() - HOUR_MS).toISOString()));
  const [to, setTo] = useState(() => (view.to ? toField(view.to) : ""));
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className="prd"
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== "" && to <= from) {
          setError("The end has to be later than the beginning.");
          return;
        }
        onChoose({ from: `${from}Z`, to: to === "" ? null : `${to}Z` });
        close();
      }}
    >
      <Field
        label="From"
        type="datetime-local"
        step={1}
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Field
        label="To"
        type="datetime-local"
        step={1}
        value={to}
        error={error}
        onChange={(event) => setTo(event.target.value)}
      />
      <FormActions>Show</FormActions>
    </form>
  );
}

function toField(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 19);
}
