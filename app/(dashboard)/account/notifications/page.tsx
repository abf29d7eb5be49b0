import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { SettingsPage } from "@/components/members/settings-page";
import { PreferencesView } from "@/components/notifications/preferences-view";
import { readPreferences } from "@/lib/notifications/preferences/preferences";
import "../account.css";
import "./notifications.css";

// The link of a test mail brings a token along.
export const metadata: Metadata = { title: "Notifications", referrer: "no-referrer" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotificationsPage({ searchParams }: Props) {
  const ctx = await requireSession();
  const { confirm } = await searchParams;
  return (
    <SettingsPage page="notifications">
      <PreferencesView
        initial={await readPreferences(ctx)}
        confirmToken={typeof confirm === "string" ? confirm : ""}
      />
    </SettingsPage>
  );
}
