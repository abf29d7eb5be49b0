import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { readSession } from "@/app/session";
import { AcceptForm } from "@/components/auth/accept-form";
import { AuthHead } from "@/components/auth/auth-head";
import { clientAddress } from "@/lib/auth/client-address";
import { NotFoundError, RateLimitedError } from "@/lib/errors";
import { readInvitation } from "@/lib/invitations/read-invitation";

// The address is a secret: it must not go along when somebody follows a link from here.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: "noindex" };

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const sent = await headers();
  const host = sent.get("host") ?? "";
  const ctx = await readSession();
  const invitation = await readInvitation(ctx, { token, ipAddress: clientAddress(sent) }).catch(
    (error: unknown) => {
      if (error instanceof NotFoundError || error instanceof RateLimitedError) return error;
      throw error;
    },
  );
  if (invitation instanceof Error) {
    return (
      <>
        <AuthHead title="Invitation" host={host} />
        <p className="si-n">{invitation.message}</p>
        <p className="si-n sec small">
          <Link className="link" href="/">
            Go to Jackdaw
          </Link>
        </p>
      </>
    );
  }
  const { organization, invitedBy, email, asks } = invitation;
  const isSomebodyElse = ctx !== null && asks !== "nothing";
  return (
    <>
      <AuthHead title={`Join ${organization}`} host={host} />
      <AcceptForm token={token} email={email} asks={asks} />
      <p className="si-n sec small">
        {invitedBy} invited you.
        {isSomebodyElse
          ? ` You are signed in as ${ctx.actor.email}; joining signs you in as ${email}.`
          : null}
      </p>
    </>
  );
}
