import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { wantNoMore } from "@/lib/notifications/preferences/preferences";
import { readToken } from "./token";

/**
 * Ends what a link of a mail is about: one kind of mail to a person, or all to an address that is a channel, which is switched
 * off and must be asked anew before mails go there again. Whoever has the link may; nobody needs an account for it.
 * @throws NotFoundError for a link that we did not write
 */
export async function unsubscribe(token: string): Promise<void> {
  const found = readToken(token);
  if (found === null) throw new NotFoundError("This link is not valid.");
  if (found.to === "user") await wantNoMore(found);
  else
    await pool().query(
      // One that was deleted a moment ago may come back.
      `WITH gone AS (
         UPDATE deleted_channel SET "row" = "row" || '{"is_enabled": false, "verified_at": null, "verify_hash": null}'
          WHERE id::text = $1 AND "row"->>'kind' = 'email')
       UPDATE channel SET is_enabled = false, verified_at = NULL, verify_hash = NULL WHERE id::text = $1 AND kind = 'email'`,
      [found.channelId],
    );
}
