import { z } from "zod";
import { lookupLimits } from "@/lib/logs/constants";
import { projectParams } from "@/lib/projects/schemas";

/** As it is written behind `| lookup`. */
const name = z
  .string("Enter a name.")
  .regex(
    /^[a-z][a-z0-9_]{0,49}$/,
    "Use lower-case letters, digits and _, and begin with a letter; at most 50.",
  );

/** The file as text. */
const csv = z.string().max(lookupLimits.bytes, "The file is larger than 512 kB.");

/** Any text, because a wrong name is simply not found. */
export const lookupParams = projectParams.extend({ name: z.string().min(1).max(100) });

export const createLookupSchema = z.strictObject({ name, csv });
export type CreateLookupInput = z.infer<typeof createLookupSchema>;

export const replaceLookupSchema = z.strictObject({ csv });
export type ReplaceLookupInput = z.infer<typeof replaceLookupSchema>;

/** A table of a project that `| lookup` takes columns from. */
export type LookupRow = {
  name: string;
  columns: string[];
  rows: number;
  bytes: number;
  /** ISO 8601, UTC. */
  updatedAt: string;
  /** Who stored it last; null when that account is gone. */
  updatedBy: string | null;
  /** Titles of charts of the project and names of saved searches, as far as the reader sees them, that use it. */
  usedBy: { charts: string[]; searches: string[] };
};

/** By name. */
export type Lookups = { lookups: LookupRow[] };

/** The first rows of a table. */
export type LookupPreview = { columns: string[]; rows: string[][]; total: number };
