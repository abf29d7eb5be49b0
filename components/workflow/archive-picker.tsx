"use client";

import { Archive, ArchiveRestore, CalendarClock, Clock, Sigma, TrendingUp } from "lucide-react";
import type { PanelProps } from "./panel-props";
import { type Choice, fitting, Picker } from "./picker";

const HOUR_MS = 3_600_000;

const SPANS = [
  { id: "1h", label: "For 1 hour", ms: HOUR_MS },
  { id: "1d", label: "For 1 day", ms: 24 * HOUR_MS },
  { id: "1w", label: "For 1 week", ms: 7 * 24 * HOUR_MS },
];

/** Until when it stays out of sight. */
export function ArchivePicker({ subject, anchor, onClose, onOpen }: PanelProps) {
  const { act } = subject;
  const choices: Choice[] = [
    {
      id: "escalating",
      label: "Until it escalates",
      icon: <TrendingUp className="i" />,
      keys: "a",
      run: () => act({ kind: "archive", until: { type: "escalating" } }),
    },
    ...SPANS.map(({ id, label, ms }) => ({
      id,
      label,
      icon: <Clock className="i" />,
      run: () =>
        act({ kind: "archive", until: { type: "time", at: new Date(Date.now() + ms).toISOString() } }),
    })),
    {
      id: "time",
      label: "Until a time…",
      icon: <CalendarClock className="i" />,
      run: () => onOpen("archive-time"),
    },
    {
      id: "count",
      label: "Until more events or users…",
      icon: <Sigma className="i" />,
      run: () => onOpen("archive-count"),
    },
    {
      id: "forever",
      label: "Forever",
      icon: <Archive className="i" />,
      run: () => act({ kind: "archive", until: { type: "forever" } }),
    },
    ...(subject.status === "archived"
      ? [
          {
            id: "unarchive",
            label: "Unarchive",
            icon: <ArchiveRestore className="i" />,
            keys: "e",
            run: () => act({ kind: "unresolve" }),
          },
        ]
      : []),
  ];
  return (
    <Picker
      label={`Archive ${subject.name}`}
      placeholder="Archive"
      nothing="No such way to archive"
      groups={(typed) => [{ choices: fitting(choices, typed) }]}
      anchor={anchor}
      onClose={onClose}
    />
  );
}
