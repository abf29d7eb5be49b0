import { z } from "zod";

const project = z.string().min(1).max(64);

export const listEnvironmentsSchema = z.strictObject({ project });
export const hideEnvironmentSchema = z.strictObject({
  project,
  name: z.string().min(1).max(64),
  isHidden: z.boolean(),
});
export type EnvironmentChange = z.output<typeof hideEnvironmentSchema>;

/** An environment of a project; `isHidden` leaves it out of pickers and nothing else. */
export type EnvironmentRow = { name: string; firstSeen: string; lastSeen: string | null; isHidden: boolean };
