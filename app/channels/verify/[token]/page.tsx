import type { Metadata } from "next";
import { headers } from "next/headers";
import { AuthHead } from "@/components/auth/auth-head";
import { NotFoundError } from "@/lib/errors";
import { readVerification } from "@/lib/notifications/channels/verify-address";

// The address is a secret: it must not go along when somebody follows a link from here.
export const metadata: Metadata = { title: "Confirm", referrer: "no-referrer", robots: "noindex" };

type Props = { params: Promise<{ token: string }> };

export default async function VerifyPage({ params }: Props) {
  const { token } = await params;
  const host = (await headers()).get("host") ?? "";
  const asked = await readVerification(token).catch((error: unknown) => {
    if (error instanceof NotFoundError) return error;
    throw error;
  });
  return (
    <>
      <AuthHead title="Alerts by mail" host={host} />
      {asked instanceof Error ? (
        <p className="si-n">{asked.message}</p>
      ) : (
        <>
          <p className="si-n">
            May alerts of {asked.organization} go to {asked.email}?
          </p>
          <form
            className="si-f si-n"
            method="post"
            action={`/channels/verify/${encodeURIComponent(token)}/confirm`}
          >
            <button type="submit" className="btn btn-primary btn-lg">
              Confirm this address
            </button>
          </form>
        </>
      )}
    </>
  );
}
