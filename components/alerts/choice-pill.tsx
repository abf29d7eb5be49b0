"use client";

import { Select, type SelectOption } from "@/components/ui/select";

type ChoicePillProps<Value extends string> = {
  /** The accessible name. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly (SelectOption & { value: Value })[];
  isReadOnly?: boolean;
};

/** A choice in a sentence; its label is the words of the sentence. */
export function ChoicePill<Value extends string>({
  label,
  value,
  onChange,
  options,
  isReadOnly,
}: ChoicePillProps<Value>) {
  return (
    <Select
      className="pill"
      label={label}
      value={value}
      disabled={isReadOnly}
      options={options}
      onValueChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option) onChange(option.value);
      }}
    />
  );
}
