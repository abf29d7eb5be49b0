import { decodeStoreBody } from "@/lib/protocol/decode-store-body";
import { parseAuth } from "@/lib/protocol/parse-auth";
import { parseEnvelope } from "@/lib/protocol/parse-envelope";
import { parseEvent } from "@/lib/protocol/parse-event";
import { authenticate } from "./authenticate";
import { CORS_HEADERS } from "./cors";
import type { Door } from "./match-door";
import { checkEventLimit, refuseFlood } from "./quota/limit-events";
import { readBody } from "./read-body";
import { receiveItems } from "./receive-envelope";
import { countingRefusals, MAX_EVENT_BYTES, receiveEvent } from "./receive-event";
import type { ActiveRequest, IngestResponse } from "./request";
import { respondJson } from "./respond";

/** A transparent GIF of one pixel. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

/** `POST /api/store/` and `/api/{project}/store/`; `GET` with `?sentry_data=` answers an image (oldest raven-js). */
export async function receiveStore(request: ActiveRequest, door: Door): Promise<IngestResponse> {
  const auth = parseAuth(request);
  const key = await authenticate(auth, door, request.remoteAddress);
  const isEnvelope = request.headers["content-type"]?.includes("application/x-sentry-envelope");
  return countingRefusals(key, "error", async () => {
    if (isEnvelope) refuseFlood(key);
    else checkEventLimit(key);
    const source = { request, auth };
    if (request.method === "GET") {
      const data = await decodeStoreBody(
        Buffer.from(request.query.get("sentry_data") ?? ""),
        MAX_EVENT_BYTES,
      );
      await receiveEvent(() => parseEvent(data), key, source);
      return {
        status: 200,
        headers: { ...CORS_HEADERS, "content-type": "image/gif", "cache-control": "no-store" },
        body: PIXEL,
      };
    }
    const body = await readBody(request, { maxWireBytes: MAX_EVENT_BYTES, maxBytes: MAX_EVENT_BYTES });
    if (isEnvelope) {
      return receiveItems(parseEnvelope(body), key, request, auth);
    }
    const decoded = await decodeStoreBody(body, MAX_EVENT_BYTES);
    const id = await receiveEvent(() => parseEvent(decoded), key, source);
    return respondJson(200, id ? { id } : {});
  });
}
