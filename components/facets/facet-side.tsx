"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import type { FacetPanelProps } from "./facet-panel";
import { isOpenNow, toggleFacets, watchFacets } from "./remember-facets";

const FacetPanel = dynamic(async () => (await import("./facet-panel")).FacetPanel, { ssr: false });
const FacetDrawer = dynamic(async () => (await import("./facet-drawer")).FacetDrawer, { ssr: false });

const NARROW = "(max-width: 900px)";

function watchWidth(changed: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the facets are shown, in this browser; folded until somebody opens them. */
export function useFacets(): boolean {
  return useSyncExternalStore(watchFacets, isOpenNow, () => false);
}

/** The facets at the side of a list, on narrow screens above it in a drawer. `f` shows and hides them. */
export function FacetSide(panel: Omit<FacetPanelProps, "onClose">) {
  const isOpen = useFacets();
  const isNarrow = useSyncExternalStore(
    watchWidth,
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
  useHotkeys([{ keys: "f", label: "Facets", group: "Lists", run: toggleFacets }]);
  if (!isOpen) return null;
  if (isNarrow) return <FacetDrawer {...panel} onClose={toggleFacets} />;
  return (
    <aside className="facets" aria-label="Facets">
      <FacetPanel {...panel} onClose={toggleFacets} />
    </aside>
  );
}
