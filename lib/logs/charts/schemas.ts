import { z } from "zod";
import { chartLimit, type LogPeriod, logPeriods } from "@/lib/logs/constants";
import { queryLimit } from "@/lib/logs/schemas";
import { projectParams } from "@/lib/projects/schemas";

const title = z
  .string("Enter a title.")
  .trim()
  .min(1, "Enter a title.")
  .max(80, "Use at most 80 characters.");

/** Where it stands among the others, from 0. */
const place = z
  .number()
  .int()
  .min(0)
  .max(chartLimit - 1);

export const chartParams = projectParams.extend({ chartId: z.uuid() });

export const createChartSchema = z.strictObject({
  title,
  /** A question whose answer is a table. */
  query: z.string().max(queryLimit, `Use at most ${queryLimit} characters.`),
  period: z.enum(logPeriods),
  /** Behind all others when it is left out. */
  place: place.optional(),
});
export type CreateChartInput = z.infer<typeof createChartSchema>;

export const updateChartSchema = z
  .strictObject({ title, place })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Nothing to change was sent.");
export type UpdateChartInput = z.infer<typeof updateChartSchema>;

/** A chart that somebody pinned to a project. */
export type LogChart = { id: string; title: string; query: string; period: LogPeriod };

/** First to last. */
export type LogCharts = {
  charts: LogChart[];
  /** Whether there is anything to draw charts of. */
  hasLogs: boolean;
};
