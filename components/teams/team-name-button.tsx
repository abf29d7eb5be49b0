"use client";

import { useState } from "react";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";

type TeamNameButtonProps = {
  title: string;
  label: string;
  name?: string;
  variant?: "primary";
  size?: "sm";
  save: (name: string) => Promise<void>;
};

/** Asks for the name of a new team, or another one for a team that is there. */
export function TeamNameButton({ title, label, name, variant, size, save }: TeamNameButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant={variant} size={size} aria-label={name ? `${label} ${name}` : undefined}>
          {label}
        </Button>
      }
    >
      <NameForm
        name={name}
        save={async (given) => {
          await save(given);
          setOpen(false);
        }}
      />
    </Dialog>
  );
}

function NameForm({ name: current, save }: Pick<TeamNameButtonProps, "name" | "save">) {
  const [state, submit, isBusy] = useFormAction(({ name = "" }) => save(name));
  return (
    <form className="mem-f" action={submit}>
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        defaultValue={state.typed.name ?? current}
        error={state.fields.name ?? state.error}
        maxLength={64}
        required
      />
      <FormActions busy={isBusy}>Save</FormActions>
    </form>
  );
}
