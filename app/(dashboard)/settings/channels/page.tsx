import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ChannelsView } from "@/components/channels/channels-view";
import { SettingsTabs } from "@/components/members/settings-tabs";
import { can } from "@/lib/auth/authorize";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import "./channels.css";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage() {
  const ctx = await requireSession();
  return (
    <>
      <header className="bar">
        <h1 className="vh">Channels</h1>
        <SettingsTabs current="channels" />
      </header>
      <div className="acc">
        <ChannelsView
          initial={await listChannels(ctx)}
          isMailOff={readMailSettings() === null}
          canManage={can(ctx, "channel:write")}
        />
      </div>
    </>
  );
}
