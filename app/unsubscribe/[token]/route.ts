import { errorResponse } from "@/lib/http/error-response";
import { logError } from "@/lib/http/log-error";
import { readBody } from "@/lib/http/read-body";
import { unsubscribe } from "@/lib/notifications/unsubscribe/unsubscribe";

type Given = { params: Promise<{ token: string }> };

const kept = { "cache-control": "private, no-store", "referrer-policy": "no-referrer" };

/** Somebody follows the link of a mail: scanners of mails do, too, so it only asks. */
export async function GET(_request: Request, { params }: Given): Promise<Response> {
  const { token } = await params;
  return new Response(null, {
    status: 303,
    headers: { ...kept, location: `/unsubscribe?token=${encodeURIComponent(token)}` },
  });
}

/**
 * One click, from a mail program (RFC 8058: `List-Unsubscribe=One-Click`, no cookies, no redirect in the answer) or from our
 * own page. It comes from anywhere by design: the token says that the mail was read.
 */
export async function POST(request: Request, { params }: Given): Promise<Response> {
  try {
    const isOneClick = (await readBody(request, 10_000)).includes("One-Click");
    await unsubscribe((await params).token);
    return isOneClick
      ? new Response("Unsubscribed.\n", { headers: { ...kept, "content-type": "text/plain" } })
      : new Response(null, { status: 303, headers: { ...kept, location: "/unsubscribe?done=1" } });
  } catch (error) {
    return errorResponse(error, crypto.randomUUID(), logError);
  }
}
