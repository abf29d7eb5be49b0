"use client";

import { type ReactNode, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

type CheckOptionProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  isReadOnly?: boolean;
  children: ReactNode;
};

/** A part of a rule that can be left out. */
export function CheckOption({ checked, onChange, isReadOnly, children }: CheckOptionProps) {
  const id = useId();
  return (
    <span className="row">
      <Checkbox
        id={id}
        checked={checked}
        disabled={isReadOnly}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id}>{children}</label>
    </span>
  );
}
