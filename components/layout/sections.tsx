import { Bell, ChartNoAxesColumn, CircleDot, Package, ScrollText, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { paths, type Section } from "./place";

/** The sections of the product, in the order of sidebar, tab bar and palette. */
export const sections: readonly {
  id: Section;
  href: string;
  label: string;
  keys: string;
  icon: ReactNode;
}[] = [
  { id: "issues", href: paths.issues, label: "Issues", keys: "g i", icon: <CircleDot className="i" /> },
  { id: "logs", href: paths.logs, label: "Logs", keys: "g l", icon: <ScrollText className="i" /> },
  { id: "alerts", href: paths.alerts, label: "Alerts", keys: "g a", icon: <Bell className="i" /> },
  {
    id: "overview",
    href: paths.overview,
    label: "Overview",
    keys: "g o",
    icon: <ChartNoAxesColumn className="i" />,
  },
  { id: "releases", href: paths.releases, label: "Releases", keys: "g r", icon: <Package className="i" /> },
  { id: "settings", href: paths.settings, label: "Settings", keys: "g s", icon: <Settings className="i" /> },
];
