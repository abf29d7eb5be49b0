import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { hashVerifyToken } from "./ask-address";

const invalid = "This link is not valid any more. Ask whoever runs Jackdaw for a new one.";

/** What a link of a mail asks about. @throws NotFoundError, the same for every reason */
export async function readVerification(token: string): Promise<{ email: string; organization: string }> {
  const { rows } = await pool().query<{ email: string; organization: string }>(
    `SELECT c.address AS email, o.name AS organization
       FROM channel c JOIN organization o ON o.id = c.organization_id WHERE c.verify_hash = $1`,
    [hashVerifyToken(token)],
  );
  if (!rows[0]) throw new NotFoundError(invalid);
  return rows[0];
}

/** Whoever has the link agrees; it works once. Nobody needs an account for it. @throws NotFoundError */
export async function verifyAddress(token: string): Promise<void> {
  const { rowCount } = await pool().query(
    "UPDATE channel SET verified_at = now(), verify_hash = NULL WHERE verify_hash = $1",
    [hashVerifyToken(token)],
  );
  if (rowCount === 0) throw new NotFoundError(invalid);
}
