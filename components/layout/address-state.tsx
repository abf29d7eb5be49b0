"use client";

export { NuqsAdapter as AddressState } from "nuqs/adapters/next/app";
