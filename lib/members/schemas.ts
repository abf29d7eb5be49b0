import { z } from "zod";
import type { Role } from "@/lib/context";

/** The roles that can be given, the mightiest first; as lib/context.ts has them, which browsers cannot load. */
export const roleSchema = z.enum(["owner", "admin", "member", "viewer"]);

export const memberParams = z.object({ id: z.string().min(1).max(100) });

export const changeRoleSchema = z.strictObject({ role: roleSchema });
export type ChangeRoleInput = z.infer<typeof changeRoleSchema>;

/** Who can be chosen: people by name, then teams by name. */
export type People = {
  members: { id: string; name: string; email: string; role: Role }[];
  teams: { id: string; slug: string; name: string; memberCount: number; isMine: boolean }[];
};

/** Somebody of the organization, as the page of members shows them. `id` is the user's. Times are ISO 8601, UTC. */
export type MemberRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  isSelf: boolean;
  /** Nobody else is an owner: can neither be removed nor have another role. */
  isLastOwner: boolean;
  teams: { slug: string; name: string }[];
  joinedAt: string;
  /** When a session was last used; null when there is none. */
  lastSeenAt: string | null;
};
