"use client";

import { useQuery } from "@tanstack/react-query";
import { Package } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { PanelProps } from "./panel-props";
import { type Choice, Picker } from "./picker";
import { releasesQuery } from "./queries";

/** Which release has the mend: one that sent events, found by what it begins with. */
export function ReleasePicker({ subject, anchor, onClose }: PanelProps) {
  const [typed, setTyped] = useState("");
  const { data, isFetching, error } = useQuery(releasesQuery(useDeferredValue(typed), subject.projects));
  const choices: Choice[] = (data?.values ?? []).map(({ value }) => ({
    id: value,
    label: value,
    icon: <Package className="i" />,
    run: () => subject.act({ kind: "resolve", in: { type: "release", release: value } }),
  }));
  const nothing = error ? error.message : isFetching ? "Looking for releases" : "No release begins with this";
  return (
    <Picker
      label={`Resolve ${subject.name} in a release`}
      placeholder="Release"
      nothing={nothing}
      groups={() => [{ choices }]}
      anchor={anchor}
      onClose={onClose}
      onType={setTyped}
    />
  );
}
