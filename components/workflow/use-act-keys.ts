"use client";

import { useHotkeys } from "@/components/layout/use-hotkeys";
import { useShell } from "@/components/layout/shell-context";
import type { Panel, Subject } from "./subject";

type ActKeys = {
  /** What is meant; null when nothing is. */
  subject: Subject | null;
  toggle: "resolve" | "unresolve";
  open: (panel: Panel) => void;
};

/** The keys that change what is meant, on lists and on the issue page. Viewers have none of them. */
export function useActKeys({ subject, toggle, open }: ActKeys): void {
  const { user, canWork } = useShell();
  const me = { type: "user", id: user.id, name: user.name || user.email } as const;
  const group = "Issue" as const;
  useHotkeys(
    [
      {
        keys: "e",
        label: toggle === "resolve" ? "Resolve" : subject?.status === "archived" ? "Unarchive" : "Unresolve",
        group,
        run: () =>
          subject?.act(
            toggle === "resolve" ? { kind: "resolve", in: { type: "now" } } : { kind: "unresolve" },
          ),
      },
      {
        keys: "shift+e",
        label: "Resolve in next release",
        group,
        run: () => subject?.act({ kind: "resolve", in: { type: "next_release" } }),
      },
      {
        keys: "a",
        label: "Archive until it escalates",
        group,
        run: () => subject?.act({ kind: "archive", until: { type: "escalating" } }),
      },
      { keys: "shift+a", label: "Assign…", group, run: () => open("assign") },
      {
        keys: "i",
        label: "Assign to me",
        group,
        run: () => subject?.act({ kind: "assign", to: { type: "user", id: me.id } }, { assignee: me }),
      },
      { keys: "p", label: "Priority…", group, run: () => open("priority") },
    ],
    canWork,
  );
}
