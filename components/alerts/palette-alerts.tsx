"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, BellPlus } from "lucide-react";
import { useGoTo } from "@/components/layout/go-to";
import { type Entry, matching, type PaletteAsk } from "@/components/layout/palette-entry";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { rulesQuery } from "./queries";
import { sentenceOf } from "./sentence-of";

/** Alerts by name, and the way to a new one. */
export function usePaletteAlerts({ kind, words }: PaletteAsk): Entry[] {
  const goTo = useGoTo();
  const { canWork } = useShell();
  const isAsked = kind === "all" && words !== "";
  const rules = useQuery({ ...rulesQuery, enabled: isAsked, refetchInterval: false }).data?.rules ?? [];
  const made: Entry = {
    id: "new alert",
    label: "New alert",
    icon: <BellPlus className="i" />,
    run: () => goTo(paths.newAlert),
  };
  if (kind !== "all" && kind !== "commands") return [];
  return matching(
    [
      ...(canWork ? [made] : []),
      ...(isAsked ? rules : []).map(({ id, name, condition }) => ({
        id: `alert ${id}`,
        label: name,
        hint: sentenceOf(condition),
        icon: <Bell className="i" />,
        run: () => goTo(paths.alert(id)),
      })),
    ],
    words,
  );
}
