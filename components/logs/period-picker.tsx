"use client";

import { Clock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Select } from "@/components/ui/select";
import { afterClosing } from "@/components/ui/after-closing";
import { formatTime } from "@/lib/format/format-time";
import { periodNames } from "./period-names";
import type { ChangeLogView } from "./use-log-view";
import { type LogPeriod, type LogView, logPeriods } from "./view";

const PeriodDialog = dynamic(async () => (await import("./period-dialog")).PeriodDialog, { ssr: false });

/** A stretch before now, or from one moment to another. */
export function PeriodPicker({ view, changeView }: { view: LogView; changeView: ChangeLogView }) {
  const [isAsking, setAsking] = useState<boolean | null>(null);
  const span = spanOf(view);
  useHotkeys([{ keys: "t", label: "Period…", group: "Lists", run: openMenu }]);
  return (
    <>
      <Select
        label="Period"
        icon={<Clock className="i" />}
        value={span === null ? view.period : "span"}
        onValueChange={(value) => {
          if (value === "ask") afterClosing(() => setAsking(true));
          else if (value !== "span") changeView({ period: value as LogPeriod, from: null, to: null });
        }}
        options={[
          ...logPeriods.map((period) => ({ value: period, label: periodNames[period] })),
          ...(span === null ? [] : [{ value: "span", label: span }]),
          { value: "ask", label: "From … to …" },
        ]}
      />
      {isAsking === null ? null : (
        <PeriodDialog view={view} open={isAsking} onOpenChange={setAsking} onChoose={changeView} />
      )}
    </>
  );
}

/** The exact span of an address, in UTC so that it reads the same for everybody. */
function spanOf({ from, to }: LogView): string | null {
  if (!from && !to) return null;
  const now = Date.now();
  return `${from ? formatTime(from, { now }) : "start"} to ${to ? formatTime(to, { now }) : "now"}`;
}

/** The menu of the filter bar listens to keys of its own. */
function openMenu(): void {
  const button = document.querySelector<HTMLElement>('.sub [aria-label="Period"]');
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
}
