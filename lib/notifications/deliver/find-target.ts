import { readMembership } from "@/lib/auth/read-membership";
import { pool } from "@/lib/db/pool";
import type { ChannelKind } from "@/lib/notifications/schemas";
import { openSecret } from "@/lib/notifications/secret/seal-secret";
import type { Claimed } from "./claim-due";

/** Whom a delivery reaches now. */
export type Target =
  | { kind: "person"; email: string; userId: string; projectIds: readonly number[] }
  | { kind: "address"; email: string; channelId: string }
  | {
      kind: "channel";
      channelKind: Exclude<ChannelKind, "email">;
      settings: Readonly<Record<string, string>>;
      secret: Readonly<Record<string, string>>;
    };

type ChannelRow = {
  kind: ChannelKind;
  address: string;
  settings: Record<string, string>;
  secret: Buffer | null;
  isEnabled: boolean;
  isVerified: boolean;
};

/**
 * Who is to be told, as things stand now and not when it was written. A text says why nobody is.
 * @throws LostSecretError
 */
export async function findTarget(
  { projectId, organizationId, recipient }: Claimed,
  isTest: boolean,
): Promise<Target | string> {
  const { rowCount } = await pool().query("SELECT FROM project WHERE id = $1 AND organization_id = $2", [
    projectId,
    organizationId,
  ]);
  if (rowCount === 0) return "The project was deleted.";
  const separator = recipient.indexOf(":");
  const id = recipient.slice(separator + 1);
  return recipient.slice(0, separator) === "user"
    ? findPerson(id, { projectId, organizationId })
    : findChannel(id, organizationId, isTest);
}

async function findPerson(
  userId: string,
  { projectId, organizationId }: { projectId: number; organizationId: string },
): Promise<Target | string> {
  const { rows } = await pool().query<{ email: string }>("SELECT email FROM app_user WHERE id = $1", [
    userId,
  ]);
  const membership = await readMembership(userId, organizationId);
  if (!rows[0] || membership?.organizationId !== organizationId) return "This person is no member any more.";
  const projectIds = membership.projectIds ?? [];
  if (!projectIds.includes(projectId)) return "This person does not see the project any more.";
  return { kind: "person", email: rows[0].email, userId, projectIds };
}

async function findChannel(id: string, organizationId: string, isTest: boolean): Promise<Target | string> {
  const { rows } = await pool().query<ChannelRow>(
    `SELECT kind, address, settings, secret, is_enabled AS "isEnabled", verified_at IS NOT NULL AS "isVerified"
       FROM channel WHERE id::text = $1 AND organization_id = $2`,
    [id, organizationId],
  );
  const channel = rows[0];
  if (!channel) return "The channel was deleted.";
  const { kind, address, settings, secret, isEnabled, isVerified } = channel;
  if (!isEnabled && !isTest) return "The channel is switched off.";
  if (kind === "email") {
    return isVerified
      ? { kind: "address", email: address, channelId: id }
      : "Nobody has confirmed this address yet.";
  }
  return { kind: "channel", channelKind: kind, settings, secret: secret ? openSecret(secret, id) : {} };
}
