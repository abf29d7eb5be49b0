"use client";

import type { PanelProps } from "./panel-props";
import { fitting, Picker } from "./picker";
import { PriorityMark } from "./priority-mark";
import { priorities, priorityWords } from "./words";

/** How much it matters. */
export function PriorityPicker({ subject, anchor, onClose }: PanelProps) {
  const choices = priorities.map((priority) => ({
    id: priority,
    label: priorityWords[priority],
    icon: <PriorityMark priority={priority} decorative />,
    isCurrent: subject.priority === priority,
    run: () => subject.act({ kind: "priority", priority }),
  }));
  return (
    <Picker
      label={`Priority of ${subject.name}`}
      placeholder="Set priority"
      nothing="High, medium or low"
      groups={(typed) => [{ choices: fitting(choices, typed) }]}
      anchor={anchor}
      onClose={onClose}
    />
  );
}
