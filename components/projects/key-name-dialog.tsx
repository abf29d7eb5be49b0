"use client";

import { useFormAction } from "@/components/auth/use-form-action";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";

type KeyNameDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The act: "Create key". */
  action: string;
  name?: string;
  save: (name: string) => Promise<void>;
};

/** Asks for the name of a key. Stays open with the reason when it is refused. */
export function KeyNameDialog({ open, onOpenChange, title, action, name, save }: KeyNameDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <NameForm action={action} name={name} save={save} done={() => onOpenChange(false)} />
    </Dialog>
  );
}

type NameFormProps = Pick<KeyNameDialogProps, "action" | "name" | "save"> & { done: () => void };

/** Its own component, so what was typed is forgotten when the dialog closes. */
function NameForm({ action, name, save, done }: NameFormProps) {
  const [state, submit, isBusy] = useFormAction(async (typed) => {
    await save(typed.name ?? "");
    done();
  });
  return (
    <form className="key-f" action={submit}>
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={64}
        required
        defaultValue={state.typed.name ?? name}
        error={state.fields.name ?? state.error}
        help="Who sends with it, such as Server or Browser."
      />
      <FormActions busy={isBusy}>{action}</FormActions>
    </form>
  );
}
