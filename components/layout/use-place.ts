"use client";

import { usePathname } from "next/navigation";
import { type Place, placeOf } from "./place";
import { useShell } from "./shell-context";

/** The place of the present address. */
export function usePlace(): Place {
  const { projects } = useShell();
  return placeOf(usePathname(), (slug) => projects.find((project) => project.slug === slug)?.name);
}
