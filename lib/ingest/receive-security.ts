import { parseAuth } from "@/lib/protocol/parse-auth";
import { parseSecurityReport } from "@/lib/protocol/parse-security-report";
import { authenticate } from "./authenticate";
import { CORS_HEADERS } from "./cors";
import type { Door } from "./match-door";
import { readBody } from "./read-body";
import { countingRefusals, MAX_EVENT_BYTES, receiveEvent } from "./receive-event";
import type { ActiveRequest, IngestResponse } from "./request";

/** `POST /api/{project}/security/` and `/csp-report/`: what browsers report by themselves. Answers 200, empty. */
export async function receiveSecurity(request: ActiveRequest, door: Door): Promise<IngestResponse> {
  const auth = parseAuth(request);
  const key = await authenticate(auth, door);
  await countingRefusals(key, "security", async () => {
    const body = await readBody(request, { maxWireBytes: MAX_EVENT_BYTES, maxBytes: MAX_EVENT_BYTES });
    const reports = parseSecurityReport(body, {
      contentType: request.headers["content-type"],
      query: request.query,
      userAgent: request.headers["user-agent"],
    });
    await Promise.all(reports.map((report) => receiveEvent(report, key, { request, auth })));
  });
  return { status: 200, headers: CORS_HEADERS, body: "" };
}
