import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ListenerList } from "@/components/listeners/listener-list";
import { SettingsTabs } from "@/components/members/settings-tabs";
import { can } from "@/lib/auth/authorize";
import { env } from "@/lib/env";
import { listListeners } from "@/lib/logs/listeners/list-listeners";

export const metadata: Metadata = { title: "Listeners" };

export default async function ListenersPage() {
  const ctx = await requireSession();
  const { hostname } = new URL(env().JACKDAW_URL);
  return (
    <>
      <header className="bar">
        <h1 className="vh">Listeners</h1>
        <SettingsTabs current="listeners" />
      </header>
      <div className="acc">
        <ListenerList
          initial={await listListeners(ctx)}
          host={hostname.replace(/^\[|\]$/g, "")}
          canManage={can(ctx, "listener:write")}
        />
      </div>
    </>
  );
}
