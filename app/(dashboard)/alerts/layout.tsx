import type { ReactNode } from "react";
import "./alerts.css";

/** Pages of alerts, in the clothes of an editor. */
export default function AlertsLayout({ children }: { children: ReactNode }) {
  return children;
}
