"use client";

import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { useShell } from "@/components/layout/shell-context";
import type { useView } from "@/components/issues/use-view";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { addressOf } from "./tabs";
import { useViewActs } from "./use-view-acts";

type SaveDialogProps = { open: boolean; onOpenChange: (open: boolean) => void } & Pick<
  ReturnType<typeof useView>,
  "view" | "changeView"
>;

/** Keeps the list under a name, as a tab. */
export function SaveDialog({ open, onOpenChange, ...props }: SaveDialogProps) {
  return (
    <Dialog
      title="Save this list as a view"
      description="A view keeps the query, projects, environment, period and order. It becomes a tab of yours."
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
  view,
  changeView,
  close,
}: Omit<SaveDialogProps, "open" | "onOpenChange"> & { close: () => void }) {
  const { create } = useViewActs();
  const { user } = useShell();
  const [name, setName] = useState("");
  const [seenBy, setSeenBy] = useState<"me" | "all">("me");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const id = await create({ name: name.trim(), address: addressOf(view), isShared: seenBy === "all" });
      close();
      changeView({ view: id });
    } catch (refusal) {
      setBusy(false);
      const { name: ofName, address } = refusal instanceof ApiError ? refusal.fields : {};
      setError(
        ofName ?? address ?? (refusal instanceof Error ? refusal.message : "Nothing was saved. Retry."),
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
        <p className="help">Only you will see it: sharing views needs the role of a member.</p>
      ) : (
        <div className="field">
          <span className="lab" aria-hidden="true">
            Seen by
          </span>
          <Segmented label="Seen by" value={seenBy} onValueChange={setSeenBy} options={SEEN_BY} />
        </div>
      )}
      <FormActions busy={busy}>Save view</FormActions>
    </form>
  );
}
