"use client";

import dynamic from "next/dynamic";

/** Fetches what keeps the state of pages in their address: soon wanted, but not by the list of issues. */
export const loadAddressState = () => import("nuqs/adapters/next/app");

/** For the layouts of pages that keep their state in the address. A link's preview of such a layout fetches nothing of it. */
export const AddressState = dynamic(async () => (await loadAddressState()).NuqsAdapter);
