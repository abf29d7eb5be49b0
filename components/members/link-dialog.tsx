"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { InvitationLink } from "@/lib/invitations/schemas";

type LinkDialogProps = { made: { email: string; link: InvitationLink } | null; onClose: () => void };

/** Shows a new link, the only time that anybody can see it. */
export function LinkDialog({ made, onClose }: LinkDialogProps) {
  return (
    <Dialog
      title="Send this link"
      description={
        made
          ? `${made.link.isMailed ? "It was mailed as well. " : ""}Whoever opens it as ${made.email} is in. It works once, for 72 hours, and is not shown again.`
          : undefined
      }
      open={made !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {made ? (
        <>
          <Field
            label="Link"
            value={made.link.link}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <DialogActions>
            <CopyButton text={made.link.link} label="Copy link" />
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </DialogActions>
        </>
      ) : null}
    </Dialog>
  );
}
