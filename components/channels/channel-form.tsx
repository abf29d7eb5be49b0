"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Select } from "@/components/ui/select";
import type { ChannelInput, ChannelKind, ChannelRow } from "@/lib/notifications/schemas";
import type { ChannelDraft } from "./channel-dialog";
import { type FieldName, kinds } from "./kinds";
import { recognise } from "./recognise";

type ChannelFormProps = {
  channel: ChannelRow | null;
  startKind: ChannelKind;
  isMailOff: boolean;
  error: Error | null;
  isBusy: boolean;
  onSave: (draft: ChannelDraft) => void;
};

type Values = Partial<Record<FieldName, string>>;

const allKinds = Object.keys(kinds) as ChannelKind[];

/** The kind, what it is reached by, and its name. What is pasted into any field is recognised by its host. */
export function ChannelForm({ channel, startKind, isMailOff, error, isBusy, onSave }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? startKind);
  const [name, setName] = useState(channel?.name ?? "");
  const [values, setValues] = useState<Values>(channel?.kind === "email" ? { email: channel.address } : {});
  const [recognised, setRecognised] = useState<ChannelKind | null>(null);
  const { name: kindName, how, fields, Icon: KindIcon } = kinds[kind];
  const refusal = error instanceof ApiError ? error : null;
  const messageOf = (field: string) => refusal?.fields[field] ?? refusal?.fields[`settings.${field}`];
  const shownNames = ["name", ...fields.map((field) => field.name)];
  const isBeside = shownNames.some((field) => messageOf(field) !== undefined);
  const proposal = (kind === "email" && values.email?.trim()) || kindName;

  function change(field: FieldName, text: string) {
    const found = channel === null ? recognise(text) : null;
    if (found && found.kind !== kind && text.length - (values[field]?.length ?? 0) > 1) {
      setKind(found.kind);
      setRecognised(found.kind);
      setValues({ ...values, [field]: "", ...found.values });
    } else setValues({ ...values, [field]: text });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const filled = fields.map((field) => [field.name, values[field.name]?.trim() ?? ""] as const);
    const isKept =
      channel !== null &&
      (kind === "email"
        ? values.email?.trim().toLowerCase() === channel.address
        : filled.every(([, value]) => value === ""));
    const chosen = name.trim() || proposal.slice(0, 100);
    onSave({
      name: chosen,
      // What is missing or wrong is said by the server, beside its field.
      settings: isKept ? null : ({ kind, name: chosen, ...Object.fromEntries(filled) } as ChannelInput),
    });
  }

  return (
    <form className="mem-f ch-f" onSubmit={submit} noValidate>
      {error && !isBeside ? <Banner tone="error" title={error.message} /> : null}
      {channel ? null : (
        <div className="field">
          <span className="lab">Kind</span>
          <Select
            label="Kind"
            icon={<KindIcon className="i" />}
            value={kind}
            onValueChange={(chosen) => {
              setKind(allKinds.find((one) => one === chosen) ?? kind);
              setRecognised(null);
            }}
            options={allKinds.map((value) => {
              const { name: label, Icon } = kinds[value];
              return { value, label, icon: <Icon className="i" /> };
            })}
          />
          <p className="help" role="status">
            {recognised === kind
              ? `What was pasted belongs to ${kindName}.`
              : "Or paste an address below: it is recognised."}
          </p>
        </div>
      )}
      <p className="sec ch-w">{how}</p>
      {kind === "email" && isMailOff ? (
        <p className="help err">
          <span>Mail is off: it can be asked once JACKDAW_SMTP_URL is set.</span>
        </p>
      ) : null}
      {fields.map((field) => (
        <Field
          key={field.name}
          label={field.label}
          type={field.name === "email" ? "email" : "text"}
          placeholder={field.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          value={values[field.name] ?? ""}
          onChange={({ target }) => change(field.name, target.value)}
          error={messageOf(field.name)}
          help={
            channel && kind !== "email" ? "Left empty, what is set stays. It is not shown again." : field.help
          }
        />
      ))}
      <Field
        label="Name"
        placeholder={proposal}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={messageOf("name")}
        help="What alerts call it, such as the name of the conversation."
      />
      <FormActions busy={isBusy}>{channel ? "Save" : "Add channel"}</FormActions>
    </form>
  );
}
