import type { KeyEntry } from "@/lib/ingest/key-directory";
import type { ActiveRequest } from "@/lib/ingest/request";
import type { LogDoor } from "./match-log-door";

/**
 * The key that a log sender may use. Throws `ProtocolError`: 401 `missing_auth` when it shows no token, 403 `unknown_key` for
 * a token that is none or is disabled; `RateLimitError` when the project has had its lines for this minute, before the body is read.
 */
export async function authenticateSender(_request: ActiveRequest, _door: LogDoor): Promise<KeyEntry> {
  throw new Error("not yet");
}
