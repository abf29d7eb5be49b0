import { errorResponse } from "@/lib/http/error-response";
import { logError } from "@/lib/http/log-error";
import { verifyAddress } from "@/lib/notifications/channels/verify-address";

type Given = { params: Promise<{ token: string }> };

/** A form of the page that the mail led to. Nobody is signed in: the token says that the mail was read. */
export async function POST(_request: Request, { params }: Given): Promise<Response> {
  try {
    await verifyAddress((await params).token);
    const headers = {
      location: "/channels/confirmed",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return errorResponse(error, crypto.randomUUID(), logError);
  }
}
