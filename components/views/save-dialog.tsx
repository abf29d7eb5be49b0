"use client";

import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { useShell } from "@/components/layout/shell-context";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { ViewSubject } from "@/lib/views/constants";
import { useViewActs } from "./use-view-acts";
import { viewWords } from "./words";

type SaveDialogProps = {
  subject: ViewSubject;
  /** The list as it is, in the form in which a view keeps it. */
  address: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: (id: string) => void;
};

/** Keeps the list under a name, as a tab. */
export function SaveDialog({ open, onOpenChange, ...props }: SaveDialogProps) {
  return (
    <Dialog
      title={viewWords[props.subject].saveTitle}
      description={viewWords[props.subject].saveHelp}
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? <Form {...props} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

const SEEN_BY = [
  { value: "me", label: "Only me" },
  { value: "all", label: "Everybody" },
] as const;

function Form({
  subject,
  address,
  onSaved,
  close,
}: Omit<SaveDialogProps, "open" | "onOpenChange"> & { close: () => void }) {
  const { create } = useViewActs(subject);
  const { one, many } = viewWords[subject];
  const { user } = useShell();
  const [name, setName] = useState("");
  const [seenBy, setSeenBy] = useState<"me" | "all">("me");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const id = await create({ name: name.trim(), address, isShared: seenBy === "all" });
      close();
      onSaved(id);
    } catch (refusal) {
      setBusy(false);
      const { name: ofName, address: ofAddress } = refusal instanceof ApiError ? refusal.fields : {};
      setError(
        ofName ?? ofAddress ?? (refusal instanceof Error ? refusal.message : "Nothing was saved. Retry."),
      );
    }
  };
  return (
    <form
      className="vw-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Field
        label="Name"
        value={name}
        maxLength={60}
        required
        pattern=".*\S.*"
        autoComplete="off"
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
      {user.role === "viewer" ? (
        <p className="help">Only you will see it: sharing {many} needs the role of a member.</p>
      ) : (
        <div className="field">
          <span className="lab" aria-hidden="true">
            Seen by
          </span>
          <Segmented label="Seen by" value={seenBy} onValueChange={setSeenBy} options={SEEN_BY} />
        </div>
      )}
      <FormActions busy={busy}>Save {one}</FormActions>
    </form>
  );
}
