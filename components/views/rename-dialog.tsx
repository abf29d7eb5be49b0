"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { SavedView } from "@/lib/views/schemas";

type RenameDialogProps = {
  saved: SavedView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRename: (id: string, changes: { name: string }) => Promise<boolean>;
};

/** Asks for another name of a view. */
export function RenameDialog({ saved, open, onOpenChange, onRename }: RenameDialogProps) {
  return (
    <Dialog title="Rename the view" open={open} onOpenChange={onOpenChange}>
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
      <DialogActions>
        <DialogClose>
          <Button>Keep the name</Button>
        </DialogClose>
        <Button type="submit" variant="primary">
          Rename
        </Button>
      </DialogActions>
    </form>
  );
}
