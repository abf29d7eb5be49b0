"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

/** Fetches what keeps the state of pages in their address: soon wanted, but not by the list of issues. */
export const loadAddressState = () => import("nuqs/adapters/next/app");

const NuqsAdapter = dynamic(async () => (await loadAddressState()).NuqsAdapter);

/** For the layouts of pages that keep their state in the address. A link's preview of such a layout fetches nothing of it. */
export function AddressState({ children }: { children: ReactNode }) {
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
