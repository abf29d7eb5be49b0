import { paths } from "@/components/layout/place";
import { Tabs } from "@/components/ui/tabs";

/** The pages of alerts: the rules, and what was sent. */
export function AlertTabs({ current }: { current: "alerts" | "deliveries" }) {
  return (
    <Tabs
      label="Alerts and deliveries"
      tabs={[
        { href: paths.alerts, label: "Rules", current: current === "alerts" },
        { href: paths.deliveries, label: "Deliveries", current: current === "deliveries" },
      ]}
    />
  );
}
