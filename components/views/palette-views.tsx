"use client";

import { useQuery } from "@tanstack/react-query";
import { LayoutList } from "lucide-react";
import { useRouter } from "next/navigation";
import { viewHref } from "@/components/issues/view";
import { type Entry, matching, type PaletteAsk } from "@/components/layout/palette-entry";
import { viewsQuery } from "./queries";
import { listTabs, viewOf } from "./tabs";

/** The views of the issue list, one's own tabs first. */
export function usePaletteViews({ kind, words }: PaletteAsk): Entry[] {
  const router = useRouter();
  const isAsked = kind === "all" && words !== "";
  const views = useQuery({ ...viewsQuery, enabled: isAsked }).data?.views ?? [];
  if (!isAsked) return [];
  return matching(
    [
      ...listTabs([], null).map((tab) => ({
        id: `view ${tab.id}`,
        label: tab.label,
        hint: "view",
        icon: <LayoutList className="i" />,
        run: () => router.push(viewHref({ status: tab.status, query: tab.query })),
      })),
      ...views.map((saved) => ({
        id: `view ${saved.id}`,
        label: saved.name,
        hint: saved.isMine ? "view" : `view by ${saved.owner ?? "somebody who left"}`,
        icon: <LayoutList className="i" />,
        run: () => router.push(viewHref({ ...viewOf(saved), view: saved.id })),
      })),
    ],
    words,
  );
}
