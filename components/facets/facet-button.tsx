"use client";

import { ListFilter } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useFacets } from "./facet-side";
import { toggleFacets } from "./remember-facets";

/** Shows and hides the facets. */
export function FacetButton() {
  const isOpen = useFacets();
  return (
    <IconButton
      label="Facets"
      keys="f"
      variant="default"
      icon={<ListFilter className="i" />}
      aria-pressed={isOpen}
      aria-keyshortcuts="f"
      onClick={toggleFacets}
    />
  );
}
