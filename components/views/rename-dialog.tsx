"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import type { ViewSubject } from "@/lib/views/constants";
import type { SavedView } from "@/lib/views/schemas";
import { viewWords } from "./words";

type RenameDialogProps = {
  subject: ViewSubject;
  saved: SavedView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRename: (id: string, changes: { name: string }) => Promise<boolean>;
};

/** Asks for another name of a view. */
export function RenameDialog({ subject, saved, open, onOpenChange, onRename }: RenameDialogProps) {
  return (
    <Dialog title={`Rename the ${viewWords[subject].one}`} open={open} onOpenChange={onOpenChange}>
      {open ? <Form saved={saved} onRename={onRename} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function Form({
  saved,
  onRename,
  close,
}: Pick<RenameDialogProps, "saved" | "onRename"> & { close: () => void }) {
  const [name, setName] = useState(saved.name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close();
        if (name.trim() !== saved.name) void onRename(saved.id, { name: name.trim() });
      }}
    >
      <Field
        label="Name"
        value={name}
        maxLength={60}
        required
        pattern=".*\S.*"
        help={saved.isShared ? "Everybody sees this name." : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <FormActions cancel="Keep the name">Rename</FormActions>
    </form>
  );
}
