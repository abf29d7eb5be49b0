import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ChannelsView } from "@/components/channels/channels-view";
import { SettingsPage } from "@/components/members/settings-page";
import { can } from "@/lib/auth/authorize";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import "./channels.css";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage() {
  const ctx = await requireSession();
  return (
    <SettingsPage page="channels">
      <ChannelsView
        initial={await listChannels(ctx)}
        isMailOff={readMailSettings() === null}
        canManage={can(ctx, "channel:write")}
      />
    </SettingsPage>
  );
}
