"use client";

import { TimeDialog } from "@/components/ui/time-dialog";
import type { PanelProps } from "./panel-props";

/** Asks until when an issue is to stay archived. */
export function ArchiveTimeDialog({ subject, onClose }: PanelProps) {
  return (
    <TimeDialog
      title={`Archive ${subject.name} until a time`}
      label="Comes back at"
      act="Archive"
      cancel="Keep in sight"
      onPick={(time) => {
        const until = { type: "time", at: time.toISOString() } as const;
        onClose(() => subject.act({ kind: "archive", until }));
      }}
      onClose={onClose}
    />
  );
}
