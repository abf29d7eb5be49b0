"use client";

import { RadioGroup } from "radix-ui";
import { senderGroups } from "./log-senders/list-senders";

type SenderPickerProps = {
  value: string;
  onValueChange: (value: string) => void;
  /** The id of the heading that names the group. */
  labelledBy: string;
};

/** One chip per sender, in their groups. One tab stop; arrow keys move. */
export function SenderPicker({ value, onValueChange, labelledBy }: SenderPickerProps) {
  return (
    <RadioGroup.Root
      className="pf-g"
      aria-labelledby={labelledBy}
      value={value}
      onValueChange={onValueChange}
    >
      {senderGroups.map(({ name, senders }) => (
        <div className="pf-r" key={name}>
          <span className="pf-l">{name}</span>
          <div className="pfs">
            {senders.map((sender) => (
              <RadioGroup.Item key={sender.id} value={sender.id}>
                {sender.name}
              </RadioGroup.Item>
            ))}
          </div>
        </div>
      ))}
    </RadioGroup.Root>
  );
}
