"use client";

import { useQuery } from "@tanstack/react-query";
import { searchValuesQuery } from "@/components/search/queries";
import { logValuesQuery } from "@/components/logs/queries";
import { TextPill } from "./text-pill";

type FieldPillProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  dataset: "events" | "logs";
  projects: readonly string[];
};

/** Fields that all events, or all lines, may have. */
const FIELDS = {
  events: [
    "environment",
    "release",
    "level",
    "user.id",
    "transaction",
    "server_name",
    "browser.name",
    "os.name",
  ],
  logs: ["level", "host", "service", "source", "logger"],
} as const;

/** The name of a field, completed by those that the projects have sent. */
export function FieldPill({ label, value, onChange, dataset, projects }: FieldPillProps) {
  const ask = dataset === "logs" ? logValuesQuery : searchValuesQuery;
  const { data } = useQuery(ask("", "", projects));
  const known = [...new Set([...FIELDS[dataset], ...(data?.values ?? []).map((one) => one.value)])];
  return (
    <TextPill
      label={label}
      value={value}
      onChange={onChange}
      known={known}
      placeholder="a field"
      missing="Name a field."
    />
  );
}
