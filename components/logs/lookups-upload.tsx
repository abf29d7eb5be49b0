"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { toast } from "@/components/ui/toast";
import { lookupLimits } from "@/lib/logs/constants";
import type { LookupRow } from "@/lib/logs/lookups/schemas";
import { lookupsQuery, sendLookup, sendNewLookup } from "./lookups-queries";

type UploadDialogProps = {
  slug: string;
  /** The table that gets other rows; null for a new one. */
  lookup: LookupRow | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Takes a file as a table. */
export function UploadDialog({ open, onOpenChange, ...props }: UploadDialogProps) {
  const { lookup } = props;
  return (
    <Dialog
      title={lookup ? `Replace the table ${lookup.name}` : "Add a lookup table"}
      description="A CSV file in UTF-8 with commas between the columns. Its first line names them."
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? <Form {...props} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<UploadDialogProps, "open" | "onOpenChange"> & { close: () => void };

function Form({ slug, lookup, close }: FormProps) {
  const client = useQueryClient();
  const [name, setName] = useState(lookup?.name ?? "");
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const csv = await readFile(file);
    if (typeof csv !== "string") return setErrors(csv);
    setBusy(true);
    try {
      await (lookup
        ? sendLookup(slug, lookup.name, { csv })
        : sendNewLookup(slug, { name: name.trim(), csv }));
      await client.invalidateQueries({ queryKey: lookupsQuery(slug).queryKey });
      close();
      toast({ message: `${lookup ? "Replaced" : "Added"} the table ${name.trim()}` });
    } catch (refusal) {
      setBusy(false);
      const fields = refusal instanceof ApiError ? refusal.fields : {};
      setErrors(
        fields.name || fields.csv
          ? fields
          : { csv: refusal instanceof Error ? refusal.message : "Nothing was stored. Retry." },
      );
    }
    return undefined;
  };
  return (
    <form
      className="vw-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {lookup ? null : (
        <Field
          label="Name"
          value={name}
          className="mono"
          maxLength={50}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          help="As questions write it: lower-case letters, digits and _."
          error={errors.name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <Field
        label="File"
        type="file"
        accept=".csv,text/csv"
        required
        help="At most 512 kB, 20,000 rows and 50 columns."
        error={errors.csv}
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          setErrors({});
        }}
      />
      <FormActions busy={busy}>{lookup ? "Replace table" : "Add table"}</FormActions>
    </form>
  );
}

/** The text of a file, or what is wrong with it. */
async function readFile(file: File | null): Promise<string | { csv: string }> {
  if (file === null) return { csv: "Choose a file." };
  if (file.size > lookupLimits.bytes) {
    return { csv: "The file is larger than 512 kB. Leave out columns or rows that are not looked up." };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return { csv: "The file is not in UTF-8. Save it as CSV in UTF-8." };
  }
}
