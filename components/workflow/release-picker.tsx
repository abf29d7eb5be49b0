"use client";

import { useQuery } from "@tanstack/react-query";
import { Package } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { PanelProps } from "./panel-props";
import { type Choice, Picker } from "./picker";
import { releasesQuery } from "./queries";

/** Which release has the mend: one that sent events or was reported, found by a part of its name. */
export function ReleasePicker({ subject, anchor, onClose }: PanelProps) {
  const [typed, setTyped] = useState("");
  const { data, isFetching, error } = useQuery(releasesQuery(useDeferredValue(typed), subject.projects));
  const choices: Choice[] = (data ?? []).map((version) => ({
    id: version,
    label: version,
    icon: <Package className="i" />,
    run: () => subject.act({ kind: "resolve", in: { type: "release", release: version } }),
  }));
  const nothing = error
    ? error.message
    : isFetching
      ? "Looking for releases"
      : "No release has this in its name";
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
