import type { ReactNode } from "react";
import { AddressState } from "@/components/layout/address-state";
import "./alerts.css";

/** What the list is filtered by stands in the address. */
export default function AlertsLayout({ children }: { children: ReactNode }) {
  return <AddressState>{children}</AddressState>;
}
