"use client";

import {
  Archive,
  Ban,
  Check,
  Eye,
  PackageOpen,
  RotateCcw,
  SignalHigh,
  Trash2,
  TrendingUp,
  UserPlus,
  UserRound,
} from "lucide-react";
import { useState } from "react";
import { type Entry, matching, type PaletteAsk } from "@/components/layout/palette-entry";
import { useShell } from "@/components/layout/shell-context";
import { PriorityMark } from "./priority-mark";
import { currentSubject, type Panel, type Subject } from "./subject";
import { priorities, priorityWords } from "./words";

/** What can be done with the open issue or the selected rows; nothing where none is meant. */
export function useActionEntries({ kind, words }: PaletteAsk): Entry[] {
  const { user, canWork } = useShell();
  // What was meant when the palette opened: it covers the page, so that stays.
  const [found] = useState(currentSubject);
  if (!canWork || found === null || (kind !== "all" && kind !== "commands")) return [];
  const { subject, open } = found;
  const me = { type: "user", id: user.id, name: user.name || user.email } as const;
  const entries = [
    ...statusEntries(subject, open),
    {
      id: "assign-me",
      label: "Assign to me",
      keys: "i",
      icon: <UserRound className="i" />,
      run: () => subject.act({ kind: "assign", to: { type: "user", id: user.id } }, { assignee: me }),
    },
    {
      id: "assign",
      label: "Assign…",
      keys: "shift+a",
      icon: <UserPlus className="i" />,
      run: () => open("assign"),
    },
    {
      id: "priority",
      label: "Set priority…",
      keys: "p",
      icon: <SignalHigh className="i" />,
      run: () => open("priority"),
    },
    ...priorities.map((priority) => ({
      id: `priority-${priority}`,
      label: `${priorityWords[priority]} priority`,
      icon: <PriorityMark priority={priority} decorative />,
      run: () => subject.act({ kind: "priority", priority }),
    })),
    {
      id: "review",
      label: "Mark as reviewed",
      icon: <Eye className="i" />,
      run: () => subject.act({ kind: "review" }),
    },
    {
      id: "delete",
      label: "Delete…",
      icon: <Trash2 className="i" />,
      run: () => open("delete"),
    },
    {
      id: "discard",
      label: "Delete and discard future events…",
      icon: <Ban className="i" />,
      run: () => open("discard"),
    },
  ];
  // Without words there is room for the first few alone; the field finds the others. What is meant is not looked through: an
  // id that somebody types is the way to an issue.
  const fits = matching(entries, words).slice(0, words === "" && kind === "all" ? 6 : undefined);
  return fits.map((entry) => ({ ...entry, id: `action ${entry.id}`, hint: subject.name }));
}

function statusEntries(subject: Subject, open: (panel: Panel) => void): Entry[] {
  const { act, status } = subject;
  return [
    ...(status === "resolved" || status === "archived"
      ? [
          {
            id: "unresolve",
            label: status === "archived" ? "Unarchive" : "Unresolve",
            keys: "e",
            icon: <RotateCcw className="i" />,
            run: () => act({ kind: "unresolve" }),
          },
        ]
      : [
          {
            id: "resolve",
            label: "Resolve",
            keys: "e",
            icon: <Check className="i" />,
            run: () => act({ kind: "resolve", in: { type: "now" } }),
          },
          {
            id: "resolve-next",
            label: "Resolve in the next release",
            keys: "shift+e",
            icon: <PackageOpen className="i" />,
            run: () => act({ kind: "resolve", in: { type: "next_release" } }),
          },
        ]),
    {
      id: "resolve-in",
      label: "Resolve in…",
      icon: <Check className="i" />,
      run: () => open("resolve"),
    },
    {
      id: "archive",
      label: "Archive until it escalates",
      keys: "a",
      icon: <TrendingUp className="i" />,
      run: () => act({ kind: "archive", until: { type: "escalating" } }),
    },
    {
      id: "archive-until",
      label: "Archive until…",
      icon: <Archive className="i" />,
      run: () => open("archive"),
    },
  ];
}
