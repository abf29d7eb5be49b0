import type { Metadata } from "next";
import { headers } from "next/headers";
import { AuthHead } from "@/components/auth/auth-head";
import { readToken } from "@/lib/notifications/unsubscribe/token";

// The address says whose mails end: it must not go along when somebody follows a link from here.
export const metadata: Metadata = { title: "Unsubscribe", referrer: "no-referrer", robots: "noindex" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const subjects = {
  assigned: "issues that are assigned to you",
  mentioned: "comments that mention you",
  subscribed: "comments on issues that you follow",
  workflow: "what becomes of issues that you follow",
  alerts: "alerts",
  summary: "the week of your projects",
} as const;

export default async function UnsubscribePage({ searchParams }: Props) {
  const { token, done } = await searchParams;
  const host = (await headers()).get("host") ?? "";
  const found = typeof token === "string" ? readToken(token) : null;
  if (done === "1") {
    return (
      <>
        <AuthHead title="Unsubscribed" host={host} />
        <p className="si-n">You get no more of these mails.</p>
        <SettingsLink />
      </>
    );
  }
  if (typeof token !== "string" || found === null) {
    return (
      <>
        <AuthHead title="Unsubscribe" host={host} />
        <p className="si-n">
          This link is not valid. It may have been cut in two: open it from the mail once more.
        </p>
        <SettingsLink />
      </>
    );
  }
  const what = found.to === "user" ? `mails about ${subjects[found.subject]}` : "mails to this address";
  return (
    <>
      <AuthHead title="Unsubscribe" host={host} />
      <p className="si-n">Do you want no more {what}?</p>
      <form className="si-f si-n" method="post" action={`/unsubscribe/${encodeURIComponent(token)}`}>
        <button type="submit" className="btn btn-primary btn-lg">
          Unsubscribe
        </button>
      </form>
      {found.to === "user" ? (
        <SettingsLink />
      ) : (
        <p className="si-n sec">Admins of this server can switch them on again.</p>
      )}
    </>
  );
}

/** Switches for each kind of mail, for who has an account. */
function SettingsLink() {
  return (
    <p className="si-n">
      <a className="link" href="/account/notifications">
        Your notification settings
      </a>
    </p>
  );
}
