import { UNKNOWN_PROJECT } from "@/lib/grouping/build-settings";
import type { Auth } from "@/lib/protocol/parse-auth";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { hasBuffer } from "./buffer";
import { findKey, type KeyEntry } from "./key-directory";
import { KeyUnverifiedError } from "./key-unverified-error";
import type { Door } from "./match-door";

/**
 * The key that a request may use. Unknown, disabled and foreign keys get the same answer, so that nobody can find out
 * which projects exist. While the database is away, an unknown key is taken on trust where there is a buffer on disk, and
 * looked up when its events are moved to the database. Throws 401 without a key, 400 for a path that can't be a project,
 * 403 for the rest, and `KeyUnverifiedError` where there is no buffer. `from` is the client's address.
 */
export async function authenticate(
  auth: Pick<Auth, "publicKey"> | null,
  door: Pick<Door, "projectId">,
  from?: string,
): Promise<KeyEntry> {
  if (door.projectId !== undefined && !/^[0-9]{1,10}$/.test(door.projectId)) {
    throw new ProtocolError(
      400,
      "invalid_project",
      "invalid project path: the project id in a DSN is a number",
    );
  }
  if (!auth) throw new ProtocolError(401, "missing_auth", "missing authorization information");
  const key = await findKey(auth.publicKey, from ?? "").catch((error: unknown) =>
    takeUnverified(error, door),
  );
  if (!key || (door.projectId !== undefined && Number(door.projectId) !== key.projectId)) {
    throw new ProtocolError(
      403,
      "unknown_key",
      "event submission rejected with_reason: ProjectId or key is not known here, or the key is disabled",
    );
  }
  return key;
}

function takeUnverified(error: unknown, door: Pick<Door, "projectId">): KeyEntry {
  if (!(error instanceof KeyUnverifiedError) || !hasBuffer()) throw error;
  return {
    publicKey: error.publicKey,
    keyId: "",
    projectId: Number(door.projectId ?? 0),
    isActive: true,
    isUnverified: true,
    expiresAt: null,
    eventsPerMinute: null,
    projectEventsPerMinute: null,
    projectLogsPerMinute: null,
    grouping: UNKNOWN_PROJECT,
  };
}
