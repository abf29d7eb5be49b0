import { z } from "zod";

const name = z.string("Name the team.").trim().min(1, "Name the team.").max(64, "Use at most 64 characters.");

const id = z.string().min(1).max(100);

export const teamSchema = z.strictObject({ name });
export type TeamInput = z.infer<typeof teamSchema>;

export const teamParams = z.object({ id });
export const teamMemberParams = z.object({ id, userId: id });

/** The teams that a project is given to; given to none, it is everybody's. */
export const projectTeamsSchema = z.strictObject({ teamIds: z.array(id).max(100, "Use at most 100 teams.") });
export type ProjectTeamsInput = z.infer<typeof projectTeamsSchema>;

/** A team with its people and, of its projects, those that exist for who asks; all by name. */
export type TeamRow = {
  id: string;
  slug: string;
  name: string;
  isMine: boolean;
  members: { id: string; name: string; email: string }[];
  /** `isAlone`: given to no other team. */
  projects: { slug: string; name: string; isAlone: boolean }[];
};
