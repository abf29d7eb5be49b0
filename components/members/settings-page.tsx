import type { ReactNode } from "react";
import { paths } from "@/components/layout/place";
import { Tabs } from "@/components/ui/tabs";

const pages = {
  account: { href: paths.settings, label: "Account" },
  notifications: { href: paths.notifications, label: "Notifications" },
  members: { href: paths.members, label: "Members" },
  teams: { href: paths.teams, label: "Teams" },
  channels: { href: paths.channels, label: "Channels" },
  listeners: { href: paths.listeners, label: "Listeners" },
};

/** One of the pages of the settings, with the way to the others. */
export function SettingsPage({ page, children }: { page: keyof typeof pages; children: ReactNode }) {
  const { label } = pages[page];
  return (
    <>
      <header className="bar">
        <h1 className="vh">{label}</h1>
        <Tabs
          label="Settings"
          tabs={Object.values(pages).map((one) => ({ ...one, current: one.label === label }))}
        />
      </header>
      <div className="acc">{children}</div>
    </>
  );
}
