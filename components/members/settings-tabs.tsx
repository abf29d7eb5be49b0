import { paths } from "@/components/layout/place";
import { Tabs } from "@/components/ui/tabs";

type SettingsTab = "account" | "notifications" | "members" | "teams" | "channels" | "listeners";

/** The pages of the settings. */
export function SettingsTabs({ current }: { current: SettingsTab }) {
  return (
    <Tabs
      label="Settings"
      tabs={[
        { href: paths.settings, label: "Account", current: current === "account" },
        { href: paths.notifications, label: "Notifications", current: current === "notifications" },
        { href: paths.members, label: "Members", current: current === "members" },
        { href: paths.teams, label: "Teams", current: current === "teams" },
        { href: paths.channels, label: "Channels", current: current === "channels" },
        { href: paths.listeners, label: "Listeners", current: current === "listeners" },
      ]}
    />
  );
}
