"use client";

import { Check, GitCommitHorizontal, Package, PackageCheck, PackageOpen, RotateCcw } from "lucide-react";
import type { PanelProps } from "./panel-props";
import { type Choice, fitting, Picker } from "./picker";

/** Where it is mended: now, or from a release or a commit on, before which its events bring nothing back. */
export function ResolvePicker({ subject, anchor, onClose, onOpen }: PanelProps) {
  const { act, lastRelease } = subject;
  const choices: Choice[] = [
    {
      id: "now",
      label: "Resolve now",
      icon: <Check className="i" />,
      ...(subject.status === "unresolved" ? { keys: "e" } : {}),
      run: () => act({ kind: "resolve", in: { type: "now" } }),
    },
    {
      id: "next",
      label: "In the next release",
      icon: <PackageOpen className="i" />,
      keys: "shift+e",
      run: () => act({ kind: "resolve", in: { type: "next_release" } }),
    },
    ...(lastRelease === null
      ? []
      : [
          {
            id: "current",
            label: "In the current release",
            hint: lastRelease,
            icon: <PackageCheck className="i" />,
            run: () => act({ kind: "resolve", in: { type: "release", release: lastRelease } }),
          },
        ]),
    {
      id: "release",
      label: "In a release…",
      icon: <Package className="i" />,
      run: () => onOpen("resolve-release"),
    },
    {
      id: "commit",
      label: "In a commit…",
      icon: <GitCommitHorizontal className="i" />,
      run: () => onOpen("resolve-commit"),
    },
    ...(subject.status === "resolved"
      ? [
          {
            id: "unresolve",
            label: "Unresolve",
            icon: <RotateCcw className="i" />,
            keys: "e",
            run: () => act({ kind: "unresolve" }),
          },
        ]
      : []),
  ];
  return (
    <Picker
      label={`Resolve ${subject.name}`}
      placeholder="Resolve"
      nothing="No such way to resolve"
      groups={(typed) => [{ choices: fitting(choices, typed) }]}
      anchor={anchor}
      onClose={onClose}
    />
  );
}
