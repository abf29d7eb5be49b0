import type { Auth } from "@/lib/protocol/parse-auth";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { findKey, type KeyEntry } from "./key-directory";
import type { Door } from "./match-door";

/**
 * The key that a request may use. Unknown, disabled and foreign keys get the same answer, so that nobody can find out
 * which projects exist. Throws 401 without a key, 400 for a path that can't be a project, 403 for the rest, and
 * `KeyUnverifiedError` for an unknown key while the database is away. `from` is the client's address.
 */
export async function authenticate(auth: Auth | null, door: Door, from?: string): Promise<KeyEntry> {
  if (door.projectId !== undefined && !/^[0-9]{1,10}$/.test(door.projectId)) {
    throw new ProtocolError(
      400,
      "invalid_project",
      "invalid project path: the project id in a DSN is a number",
    );
  }
  if (!auth) throw new ProtocolError(401, "missing_auth", "missing authorization information");
  const key = await findKey(auth.publicKey, from);
  if (!key || (door.projectId !== undefined && Number(door.projectId) !== key.projectId)) {
    throw new ProtocolError(
      403,
      "unknown_key",
      "event submission rejected with_reason: ProjectId or key is not known here, or the key is disabled",
    );
  }
  return key;
}
