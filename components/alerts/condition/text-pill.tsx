"use client";

import { useId } from "react";
import { classNames } from "@/components/ui/class-names";

type TextPillProps = {
  /** The accessible name. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What is known of such texts; any other can be typed. */
  known?: readonly string[];
  placeholder?: string;
  /** What is wrong with it, when it is not empty. */
  fault?: string;
  /** Said while it is empty. */
  missing: string;
};

/** A text in a sentence, with what is known in a list under it. */
export function TextPill({ label, value, onChange, known = [], placeholder, fault, missing }: TextPillProps) {
  const id = useId();
  const note = value.trim() === "" ? missing : fault;
  return (
    <>
      <span className={classNames("pill ptext", note && "is-error")}>
        <input
          aria-label={label}
          aria-invalid={note ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          list={known.length > 0 ? `${id}-known` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          placeholder={placeholder}
          value={value}
          style={{ width: `${Math.max(6, value.length || (placeholder?.length ?? 0)) + 1}ch` }}
          onChange={({ target }) => onChange(target.value)}
        />
      </span>
      {known.length > 0 ? (
        <datalist id={`${id}-known`}>
          {known.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      ) : null}
      {note ? (
        <span className="pill-note" id={`${id}-note`} role="alert">
          {note}
        </span>
      ) : null}
    </>
  );
}
