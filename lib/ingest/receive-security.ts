import { parseAuth } from "@/lib/protocol/parse-auth";
import { parseSecurityReport } from "@/lib/protocol/parse-security-report";
import { authenticate } from "./authenticate";
import { CORS_HEADERS } from "./cors";
import type { Door } from "./match-door";
import { checkEventLimit } from "./quota/limit-events";
import { RateLimitError } from "./rate-limit-error";
import { readBody } from "./read-body";
import { countingRefusals, MAX_EVENT_BYTES, receiveEvent } from "./receive-event";
import type { ActiveRequest, IngestResponse } from "./request";
import { rateLimitHeaders } from "./respond";

/** `POST /api/{project}/security/` and `/csp-report/`: what browsers report by themselves. Answers 200, empty. */
export async function receiveSecurity(request: ActiveRequest, door: Door): Promise<IngestResponse> {
  const auth = parseAuth(request);
  const key = await authenticate(auth, door, request.remoteAddress);
  const reports = await countingRefusals(key, "security", async () => {
    checkEventLimit(key);
    const body = await readBody(request, { maxWireBytes: MAX_EVENT_BYTES, maxBytes: MAX_EVENT_BYTES });
    return parseSecurityReport(body, {
      contentType: request.headers["content-type"],
      query: request.query,
      userAgent: request.headers["user-agent"],
    });
  });
  const stored = await Promise.allSettled(
    reports.map((report) =>
      countingRefusals(key, "security", () => receiveEvent(() => report, key, { request, auth })),
    ),
  );
  const limit = limitOf(stored);
  return { status: 200, headers: { ...CORS_HEADERS, ...(limit && rateLimitHeaders(limit)) }, body: "" };
}

/** The limit that some of the reports ran into. Throws it when it was all of them, and everything that is not a limit. */
function limitOf(stored: PromiseSettledResult<unknown>[]): RateLimitError | undefined {
  const reasons: unknown[] = stored.filter((one) => one.status === "rejected").map(({ reason }) => reason);
  const limits = reasons.filter((reason) => reason instanceof RateLimitError);
  if (limits.length < reasons.length) throw reasons.find((reason) => !(reason instanceof RateLimitError));
  if (limits.length > 0 && limits.length === stored.length) throw limits[0];
  return limits[0];
}
