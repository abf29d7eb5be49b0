"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import type { PanelProps } from "./panel-props";

/** Asks which commit has the mend. */
export function CommitDialog({ subject, onClose }: PanelProps) {
  const [commit, setCommit] = useState("");
  const [error, setError] = useState<string>();
  return (
    <Dialog
      title={`Resolve ${subject.name} in a commit`}
      description="Events of releases before the one that has this commit do not bring it back."
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        className="wf-f"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const id = commit.trim();
          if (!/^[0-9a-fA-F]{7,64}$/.test(id)) return setError("Use 7 to 64 hexadecimal digits.");
          return onClose(() => subject.act({ kind: "resolve", in: { type: "commit", commit: id } }));
        }}
      >
        <Field
          label="Commit"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          placeholder="3be91f2"
          value={commit}
          error={error}
          onChange={(event) => {
            setCommit(event.target.value);
            setError(undefined);
          }}
        />
        <FormActions cancel="Leave it">Resolve</FormActions>
      </form>
    </Dialog>
  );
}
