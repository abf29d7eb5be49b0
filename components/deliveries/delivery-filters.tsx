"use client";

import { useQuery } from "@tanstack/react-query";
import { Box } from "lucide-react";
import { rulesQuery } from "@/components/alerts/queries";
import { channelsQuery } from "@/components/channels/queries";
import { useShell } from "@/components/layout/shell-context";
import { Select, type SelectOption } from "@/components/ui/select";
import { type LogView, logPeriods } from "./queries";
import { deliveryStateWords, stateWords } from "./words";

type FiltersProps = {
  view: LogView;
  change: (next: { [Key in keyof LogView]?: LogView[Key] | null }) => void;
};

const ALL = "all";
const periods: SelectOption[] = [
  { value: ALL, label: "Any time" },
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

/** What of the log is shown. What the address names and nobody knows any more is shown by its id. */
export function DeliveryFilters({ view, change }: FiltersProps) {
  const { projects } = useShell();
  const rules = useQuery(rulesQuery).data?.rules ?? [];
  const channels = useQuery(channelsQuery).data ?? [];
  const chosen = (value: string) => (value === ALL ? null : value);
  return (
    <div className="sub dv-f">
      <div className="btn-group dv-g">
        <Select
          label="State"
          value={view.state || ALL}
          onValueChange={(value) =>
            change({ state: deliveryStateWords.find((one) => one === value) ?? null })
          }
          options={[
            { value: ALL, label: "Any state" },
            ...deliveryStateWords.map((value) => ({ value, label: stateWords[value] })),
          ]}
        />
        <Select
          label="Channel"
          value={view.channel || ALL}
          onValueChange={(value) => change({ channel: chosen(value) })}
          options={withChosen(view.channel, "Deleted channel", [
            { value: ALL, label: "All recipients" },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ])}
        />
        <Select
          label="Alert"
          value={view.rule || ALL}
          onValueChange={(value) => change({ rule: chosen(value) })}
          options={withChosen(view.rule, "Deleted alert", [
            { value: ALL, label: "All alerts" },
            ...rules.map(({ id, name }) => ({ value: id, label: name })),
          ])}
        />
        <Select
          label="Project"
          icon={<Box className="i" />}
          value={view.project || ALL}
          onValueChange={(value) => change({ project: chosen(value) })}
          options={[
            { value: ALL, label: "All projects" },
            ...projects.map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
        />
        <Select
          label="Period"
          value={view.period || ALL}
          onValueChange={(value) => change({ period: logPeriods.find((one) => one === value) ?? null })}
          options={periods}
        />
      </div>
    </div>
  );
}

function withChosen(value: string, label: string, options: SelectOption[]): SelectOption[] {
  return value === "" || options.some((option) => option.value === value)
    ? options
    : [...options, { value, label }];
}
