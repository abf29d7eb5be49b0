import { createHash, randomBytes } from "node:crypto";
import { takeTry } from "@/lib/auth/tries";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { logError } from "@/lib/http/log-error";
import { sendMailNow } from "@/lib/notifications/mail/send-mail-now";
import { plain } from "@/lib/notifications/write/outline-type";
import { cleanText } from "@/lib/notifications/write/clean-text";

/** Mails that ask one address, whoever wants them; then it has a rest, as it may be a stranger's. */
const MOST_ASKED = 5;

type Asked = { id: string; email: string; organization: string; by: string };

/**
 * Asks whoever reads an address whether alerts may go there: a link by mail, of which the hash is kept; one that was sent
 * before no longer works. Returns whether the mail was taken; it is not when the address was asked too
 * often.
 */
export async function askAddress(
  { id, email, organization, by }: Asked,
  requestId: string,
): Promise<boolean> {
  const tooMany = () => `${MOST_ASKED} mails in a row asked ${email}: the next one has to wait`;
  try {
    await takeTry([{ key: `ask ${email}`, max: MOST_ASKED }], tooMany);
  } catch (error) {
    logError(requestId, error);
    return false;
  }
  const token = randomBytes(32).toString("base64url");
  const { rowCount } = await pool().query(
    "UPDATE channel SET verify_hash = $2, verified_at = NULL WHERE id = $1 AND address = $3",
    [id, hashVerifyToken(token), email],
  );
  // It leads elsewhere by now, and whoever reads this address cannot agree for that one.
  if (rowCount === 0) return false;
  try {
    return await sendMailNow({
      to: email,
      id: `verify-${id}-${Date.now()}`,
      because:
        "You get this because somebody entered this address in Jackdaw. If that was a mistake, do nothing.",
      outlined: {
        ...plain,
        subject: cleanText(`Confirm this address for alerts of ${organization}`),
        title: "May alerts go to this address?",
        lead: cleanText(
          `${by} wants alerts of ${organization} on ${new URL(env().JACKDAW_URL).host} to go to ${email}. Nothing is sent until somebody here agrees.`,
          500,
        ),
        actions: [{ label: "Confirm this address", path: `/channels/verify/${token}` }],
      },
    });
  } catch (error) {
    logError(requestId, error);
    return false;
  }
}

/** What is stored of a link. */
export function hashVerifyToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
