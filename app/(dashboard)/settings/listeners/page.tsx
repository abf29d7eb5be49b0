import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ListenerList } from "@/components/listeners/listener-list";
import { SettingsPage } from "@/components/members/settings-page";
import { can } from "@/lib/auth/authorize";
import { env } from "@/lib/env";
import { listListeners } from "@/lib/logs/listeners/list-listeners";

export const metadata: Metadata = { title: "Listeners" };

export default async function ListenersPage() {
  const ctx = await requireSession();
  const { hostname } = new URL(env().JACKDAW_URL);
  return (
    <SettingsPage page="listeners">
      <ListenerList
        initial={await listListeners(ctx)}
        host={hostname.replace(/^\[|\]$/g, "")}
        canManage={can(ctx, "listener:write")}
      />
    </SettingsPage>
  );
}
