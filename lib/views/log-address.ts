import { z } from "zod";
import { logDefaults, logPeriods, mostColumns } from "@/lib/logs/constants";
import { maximumLength } from "@/lib/search/grammar/limits";

/** Of the page alone: which tab of it is open, and which saved search is current. */
const LEFT_OUT = ["view", "tab"];

/** Between commas; a comma in a name is escaped, and stays so here. */
const listOf = (item: z.ZodString, most: number) =>
  z
    .string()
    .max(4000)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(item).max(most));

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/** What a saved search keeps, as its address says it. */
const schema = z.strictObject({
  query: z.string().max(maximumLength).default(""),
  project: listOf(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/), 100).optional(),
  period: z.enum(logPeriods).optional(),
  from: time.optional(),
  to: time.optional(),
  order: z.enum(["newest", "oldest"]).optional(),
  columns: listOf(z.string().max(600), mostColumns).optional(),
});

export type LogViewInput = z.infer<typeof schema>;

const standard: Record<string, string> = logDefaults;

/** The search part of the address of the logs; null for anything else, and for a name that stands twice. */
export function readLogAddress(text: string): LogViewInput | null {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (LEFT_OUT.includes(name)) continue;
    if (Object.hasOwn(values, name)) return null;
    values[name] = value;
  }
  const read = schema.safeParse(values);
  return read.success ? read.data : null;
}

/** The address of a search: what is as by default is left out, so that equal searches have equal addresses. */
export function writeLogAddress(input: LogViewInput): string {
  const params = new URLSearchParams();
  for (const name of ["query", "project", "period", "from", "to", "order", "columns"] as const) {
    const value = String(input[name] ?? "");
    // No columns at all are a choice, unlike no project.
    const isSaid = name === "columns" ? input.columns !== undefined : value !== "";
    if (isSaid && value !== standard[name]) params.set(name, value);
  }
  return params.toString();
}
