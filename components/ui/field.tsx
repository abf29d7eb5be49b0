"use client";

import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

type FieldProps = Omit<ComponentProps<"input">, "id"> & {
  label: ReactNode;
  help?: ReactNode;
  /** One sentence: what to change. Announced when it appears. */
  error?: ReactNode;
  /** Stands at the right end of the label line. */
  aside?: ReactNode;
};

/** A labelled text field with help and error tied to it. */
export function Field({ label, help, error, aside, className, ...input }: FieldProps) {
  const id = useId();
  const note = error || help ? `${id}-note` : undefined;
  return (
    <div className="field">
      <div className="row">
        <label htmlFor={id} className="lab">
          {label}
        </label>
        {aside ? <span className="grow" /> : null}
        {aside}
      </div>
      <Input {...input} id={id} invalid={Boolean(error)} aria-describedby={note} className={className} />
      <FieldNote id={note} help={help} error={error} />
    </div>
  );
}

/** The bare text field, for places with their own label. */
export function Input({ invalid, className, ...rest }: ComponentProps<"input"> & { invalid?: boolean }) {
  return (
    <input
      {...rest}
      className={classNames("input", invalid && "is-error", className)}
      aria-invalid={invalid || undefined}
    />
  );
}

function FieldNote({ id, help, error }: { id?: string; help?: ReactNode; error?: ReactNode }) {
  if (error) {
    return (
      <p className="help err" id={id} role="alert">
        <CircleAlert className="i" />
        <span>{error}</span>
      </p>
    );
  }
  return help ? (
    <p className="help" id={id}>
      {help}
    </p>
  ) : null;
}
