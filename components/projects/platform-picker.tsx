"use client";

import { RadioGroup } from "radix-ui";
import { platforms } from "@/lib/projects/schemas";

type PlatformPickerProps = {
  value: string;
  onValueChange: (value: string) => void;
  name?: string;
  /** The id of the heading that names the group. */
  labelledBy: string;
};

/** One chip per platform. One tab stop; arrow keys move. */
export function PlatformPicker({ value, onValueChange, name, labelledBy }: PlatformPickerProps) {
  return (
    <RadioGroup.Root
      className="pfs"
      aria-labelledby={labelledBy}
      name={name}
      value={value}
      onValueChange={onValueChange}
    >
      {platforms.map((platform) => (
        <RadioGroup.Item key={platform.id} value={platform.id}>
          {platform.name}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
