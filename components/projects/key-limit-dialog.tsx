"use client";

import { useFormAction } from "@/components/auth/use-form-action";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import type { KeyRow } from "@/lib/projects/schemas";
import { PerMinuteField } from "./per-minute-field";

type KeyLimitDialogProps = {
  row: KeyRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Gets what was typed. */
  save: (eventsPerMinute: string) => Promise<void>;
};

/** Asks how much may come through a key. Stays open with the reason when it is refused. */
export function KeyLimitDialog({ row, open, onOpenChange, save }: KeyLimitDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Limit ${row.name}`}>
      <LimitForm row={row} save={save} done={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Its own component, so what was typed is forgotten when the dialog closes. */
function LimitForm({ row, save, done }: Pick<KeyLimitDialogProps, "row" | "save"> & { done: () => void }) {
  const [state, submit, isBusy] = useFormAction(async ({ eventsPerMinute = "" }) => {
    await save(eventsPerMinute);
    done();
  });
  return (
    <form className="key-f" action={submit}>
      <PerMinuteField
        label="Events per minute"
        name="eventsPerMinute"
        defaultValue={state.typed.eventsPerMinute ?? row.eventsPerMinute}
        error={state.fields.eventsPerMinute ?? state.error}
        help="1 or more, or leave empty for no limit. The project's own limit holds as well."
      />
      <FormActions busy={isBusy}>Save limit</FormActions>
    </form>
  );
}
