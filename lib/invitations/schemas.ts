import { z } from "zod";
import { emailAddress, newPassword, personName } from "@/lib/auth/schemas";
import type { Role } from "@/lib/context";
import { roleSchema } from "@/lib/members/schemas";

/** How long a link works. */
export const invitationHours = 72;

/** Said of links that are wrong, used, revoked, expired or unknown alike. */
export const invalidInvitation = "This invitation is not valid any more. Ask for a new one.";

export const invitationSchema = z.strictObject({
  email: emailAddress,
  role: roleSchema,
  teamIds: z.array(z.string().min(1).max(100)).max(100, "Use at most 100 teams.").default([]),
});
export type InvitationInput = z.input<typeof invitationSchema>;

export const invitationParams = z.object({ id: z.string().min(1).max(100) });

/** Longer than any token, so that every wrong one gets the same answer. */
const token = z.string().min(1).max(1_000);

/** A new account has a name and a new password; the account of somebody who is signed out proves itself by its own. */
export const acceptInvitationSchema = z.strictObject({
  token,
  name: personName.optional(),
  password: z.string().max(1_000).optional(),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationSchema>;

export const newAccountSchema = z.object({ name: personName, password: newPassword });

/** An invitation that nobody has accepted. Times are ISO 8601, UTC. */
export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  teams: { slug: string; name: string }[];
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
};

/** The link is shown once: the server keeps its hash alone. */
export type InvitationLink = { id: string; link: string; expiresAt: string; isMailed: boolean };

/** What somebody sees who follows a link. */
export type InvitationView = {
  organization: string;
  invitedBy: string;
  email: string;
  role: Role;
  /** What is asked for: name and password of a new account, the password of one that is there, or nothing. */
  asks: "account" | "password" | "nothing";
};
