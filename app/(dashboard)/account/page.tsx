import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { BrowserSettings } from "@/components/account/browser-settings";
import { EmailForm } from "@/components/account/email-form";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { SettingsPage } from "@/components/members/settings-page";
import { SessionList } from "@/components/account/session-list";
import { listSessions } from "@/lib/auth/list-sessions";
import "./account.css";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const ctx = await requireSession();
  const { name, email } = ctx.actor;
  return (
    <SettingsPage page="account">
      <section className="fs" aria-labelledby="you">
        <h2 id="you">You</h2>
        <NameForm name={name} />
        <EmailForm email={email} />
      </section>
      <section className="fs" aria-labelledby="password">
        <h2 id="password">Password</h2>
        <PasswordForm email={email} />
      </section>
      <SessionList initial={await listSessions(ctx)} />
      <BrowserSettings />
    </SettingsPage>
  );
}
