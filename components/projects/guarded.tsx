"use client";

import type { ReactNode } from "react";
import { useMay } from "./use-may";

/** Settings that owners and admins change: for others, everything in it can be read and nothing changed. */
export function Guarded({ children }: { children: ReactNode }) {
  const { manage } = useMay();
  return (
    <fieldset className="guard" disabled={!manage}>
      {children}
    </fieldset>
  );
}
