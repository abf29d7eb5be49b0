"use client";

import { useQuery } from "@tanstack/react-query";
import { LayoutList, ScrollText } from "lucide-react";
import { viewHref } from "@/components/issues/view";
import { useGoTo } from "@/components/layout/go-to";
import { type Entry, matching, type PaletteAsk } from "@/components/layout/palette-entry";
import type { SavedView } from "@/lib/views/schemas";
import { viewsQuery } from "./queries";
import { listTabs, viewOf } from "./tabs";

/** The views of the issue list and the searches of logs, one's own tabs first. */
export function usePaletteViews({ kind, words }: PaletteAsk): Entry[] {
  const goTo = useGoTo();
  const isAsked = kind === "all" && words !== "";
  const views = useQuery({ ...viewsQuery("issues"), enabled: isAsked }).data?.views ?? [];
  const searches = useQuery({ ...viewsQuery("logs"), enabled: isAsked }).data?.views ?? [];
  if (!isAsked) return [];
  return matching(
    [
      ...listTabs([], null).map((tab) => ({
        id: `view ${tab.id}`,
        label: tab.label,
        hint: "view",
        icon: <LayoutList className="i" />,
        run: () => goTo(viewHref({ status: tab.status, query: tab.query })),
      })),
      ...views.map((saved) => ({
        id: `view ${saved.id}`,
        label: saved.name,
        hint: hintOf("view", saved),
        icon: <LayoutList className="i" />,
        run: () => goTo(viewHref({ ...viewOf(saved), view: saved.id })),
      })),
      ...searches.map((saved) => ({
        id: `view ${saved.id}`,
        label: saved.name,
        hint: hintOf("log search", saved),
        icon: <ScrollText className="i" />,
        run: () => goTo(`/logs?${[saved.address, `view=${saved.id}`].filter(Boolean).join("&")}`),
      })),
    ],
    words,
  );
}

function hintOf(what: string, { isMine, owner }: SavedView): string {
  return isMine ? what : `${what} by ${owner ?? "somebody who left"}`;
}
