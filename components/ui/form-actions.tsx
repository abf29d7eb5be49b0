import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogActions, DialogClose } from "./dialog";

type FormActionsProps = {
  /** The act that sends the form: "Save view". */
  children: ReactNode;
  /** The way out that changes nothing: "Keep the name". */
  cancel?: string;
  busy?: boolean;
};

/** The foot of a form in a dialog: the way out, and the act. */
export function FormActions({ children, cancel = "Cancel", busy }: FormActionsProps) {
  return (
    <DialogActions>
      <DialogClose>
        <Button>{cancel}</Button>
      </DialogClose>
      <Button type="submit" variant="primary" busy={busy}>
        {children}
      </Button>
    </DialogActions>
  );
}
