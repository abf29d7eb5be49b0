import { paths } from "@/components/layout/place";
import { Tabs } from "@/components/ui/tabs";

/** The pages of the settings. */
export function SettingsTabs({ current }: { current: "account" | "members" | "teams" | "listeners" }) {
  return (
    <Tabs
      label="Settings"
      tabs={[
        { href: paths.settings, label: "Account", current: current === "account" },
        { href: paths.members, label: "Members", current: current === "members" },
        { href: paths.teams, label: "Teams", current: current === "teams" },
        { href: paths.listeners, label: "Listeners", current: current === "listeners" },
      ]}
    />
  );
}
