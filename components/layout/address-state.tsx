"use client";

/**
 * Around a page that keeps its state in its address. It stands in pages and not in layouts: those are fetched in advance for every
 * link in sight, and the issue list has no use for it.
 */
export { NuqsAdapter as AddressState } from "nuqs/adapters/next/app";
