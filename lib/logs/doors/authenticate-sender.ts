import { authenticate } from "@/lib/ingest/authenticate";
import { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { checkLineLimit } from "@/lib/ingest/quota/limit-events";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import type { IngestRequest } from "@/lib/ingest/request";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { findToken } from "./find-token";
import type { LogDoor } from "./match-log-door";

/**
 * The key that a log sender may use. Throws `ProtocolError`: 401 `missing_auth` when it shows no token, 403 `unknown_key` for
 * a token that is none or is disabled; `RateLimitError` when the project has had its lines for this minute, before the body
 * is read, and counts that as one.
 */
export async function authenticateSender(request: IngestRequest, door: LogDoor): Promise<KeyEntry> {
  const { token, isShown } = findToken(request, door.token);
  if (token === null && isShown) throw unknownKey();
  const auth = token === null ? null : { publicKey: token };
  const key = await authenticate(auth, { projectId: door.projectId }, request.remoteAddress);
  try {
    checkLineLimit(key);
  } catch (error) {
    if (error instanceof RateLimitError) {
      countOutcome(key, { category: "log_item", outcome: "rate_limited", reason: error.reason });
    }
    throw error;
  }
  return key;
}

function unknownKey(): ProtocolError {
  return new ProtocolError(403, "unknown_key", "the token is not known here, or it is disabled");
}
