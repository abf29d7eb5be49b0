"use client";

import { RadioGroup } from "radix-ui";
import { classNames } from "./class-names";

type SegmentedProps<Value extends string> = {
  /** The accessible name of the group. */
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; count?: string | number; disabled?: boolean }[];
  size?: "sm" | "md";
};

/** Two to four exclusive views. One tab stop; arrow keys move. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <RadioGroup.Root
      className={classNames("seg", props.size === "sm" && "seg-sm")}
      aria-label={props.label}
      orientation="horizontal"
      value={props.value}
      onValueChange={(value) => props.onValueChange(value as Value)}
    >
      {props.options.map((option) => (
        <RadioGroup.Item key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
          {option.count === undefined ? null : <span className="n num">{option.count}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
