import { z } from "zod";
import type { Level } from "@/lib/protocol/event";

/** Where the code of a project runs: decides the snippets that a person sees first and the sample event. */
export const platforms = [
  { id: "javascript", name: "Browser JavaScript" },
  { id: "node", name: "Node.js" },
  { id: "nextjs", name: "Next.js" },
  { id: "python", name: "Python" },
  { id: "raven-python", name: "Python, Raven" },
  { id: "ruby", name: "Ruby" },
  { id: "php", name: "PHP" },
  { id: "go", name: "Go" },
  { id: "java", name: "Java" },
  { id: "dotnet", name: ".NET" },
  { id: "rust", name: "Rust" },
  { id: "elixir", name: "Elixir" },
  { id: "other", name: "Something else" },
] as const;

export type PlatformId = (typeof platforms)[number]["id"];

/** The name of a stored platform; the id itself when it is from another version of this program. */
export function platformName(id: string): string {
  return platforms.find((platform) => platform.id === id)?.name ?? id;
}

/** Addresses under /projects and /api that are not projects. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  "account",
  "admin",
  "all",
  "api",
  "health",
  "issues",
  "logs",
  "new",
  "projects",
  "settings",
]);

export const slugLimit = 50;

const name = z.string("Enter a name.").trim().min(1, "Enter a name.").max(64, "Use at most 64 characters.");

const platform = z.enum(
  platforms.map(({ id }) => id),
  "Choose where the code runs.",
);

const slug = z
  .string("Enter an address.")
  .trim()
  .min(1, "Enter an address.")
  .max(slugLimit, `Use at most ${slugLimit} characters.`)
  .regex(/^[a-z0-9][a-z0-9-]*$/, "Use lower-case letters, digits and hyphens; begin with a letter or digit.")
  .refine((value) => !reservedSlugs.has(value), "This word is taken by a page of Jackdaw. Choose another.");

const keyName = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(64, "Use at most 64 characters.");

const retentionDays = z
  .number("Enter a number of days.")
  .int("Use whole days.")
  .min(1, "Keep events for at least 1 day.")
  .max(3650, "Keep events for at most 3,650 days.");

const logRetentionDays = z
  .number("Enter a number of days.")
  .int("Use whole days.")
  .min(1, "Keep log lines for at least 1 day.")
  .max(3650, "Keep log lines for at most 3,650 days.");

/** 0 means as long as the project keeps lines. */
const levelDays = z
  .number("Enter a number of days, or leave it empty.")
  .int("Use whole days.")
  .min(0, "Keep them for at least 1 day, or leave it empty.")
  .max(3650, "Keep them for at most 3,650 days.");

const maxEvents = z
  .number("Enter a number of events.")
  .int("Use a whole number.")
  .min(1_000, "Keep at least 1,000 events.")
  .max(2_000_000_000, "Keep at most 2,000,000,000 events.");

export const mostPerMinute = 10_000_000;

const perMinuteHelp = "Enter a whole number from 1 to 10,000,000, or leave it empty for no limit.";

/** A number or what was typed for one, "10,000" included; empty and null are no limit. */
const perMinute = z
  .union([z.number(), z.string(), z.null()], perMinuteHelp)
  .transform((value) => (typeof value === "string" ? readNumber(value) : value))
  .pipe(
    z
      .number(perMinuteHelp)
      .int(perMinuteHelp)
      .min(1, perMinuteHelp)
      .max(mostPerMinute, perMinuteHelp)
      .nullable(),
  );

function readNumber(typed: string): number | null {
  const text = typed.trim().replaceAll(/(?<=[0-9])[ ,_](?=[0-9]{3})/g, "");
  if (text === "") return null;
  return /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

/** Path parameters of everything about one project; any text, because a wrong one is simply not found. */
export const projectParams = z.object({ slug: z.string().min(1).max(100) });
export const keyParams = projectParams.extend({ keyId: z.uuid() });

export const createProjectSchema = z.strictObject({ name, platform });
export type CreateProjectInput = z.infer<typeof createProjectSchema>;

export const updateProjectSchema = z
  .strictObject({
    name,
    slug,
    platform,
    retentionDays,
    maxEvents,
    eventsPerMinute: perMinute,
    newIssuesPerMinute: perMinute,
    logRetentionDays,
    logLevelDays: z.tuple([levelDays, levelDays, levelDays, levelDays]),
    logsPerMinute: perMinute,
  })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Nothing to change was sent.")
  .superRefine(({ logRetentionDays: all, logLevelDays }, context) => {
    for (const [level, days] of (logLevelDays ?? []).entries()) {
      if (all === undefined || days <= all) continue;
      const message = `All lines go after ${all} ${all === 1 ? "day" : "days"}. Choose fewer, or leave it empty.`;
      context.addIssue({ code: "custom", path: ["logLevelDays", level], message });
    }
  });
export type UpdateProjectInput = z.infer<typeof updateProjectSchema>;
/** The same as a form sends it: limits as they were typed. */
export type UpdateProjectBody = z.input<typeof updateProjectSchema>;

export const createKeySchema = z.strictObject({ name: keyName });
export type CreateKeyInput = z.infer<typeof createKeySchema>;

export const updateKeySchema = z
  .strictObject({ name: keyName, isActive: z.boolean(), eventsPerMinute: perMinute })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Nothing to change was sent.");
export type UpdateKeyInput = z.infer<typeof updateKeySchema>;
/** The same as a form sends it: the limit as it was typed. */
export type UpdateKeyBody = z.input<typeof updateKeySchema>;

export const sampleEventSchema = z.strictObject({ platform: platform.optional() });
export type SampleEventInput = z.infer<typeof sampleEventSchema>;

/** A project as its pages and forms know it. Times are ISO 8601, UTC. */
export type Project = {
  id: number;
  slug: string;
  name: string;
  platform: string;
  shortPrefix: string;
  createdAt: string;
  firstEventAt: string | null;
  /** Days after which everything of an event is gone. */
  retentionDays: number;
  /** Stored events beyond this number are thinned out. */
  maxEvents: number;
  /** The most events that are taken in a minute; null for no limit. */
  eventsPerMinute: number | null;
  /** Beyond this many new issues in a minute events go to one overflow issue; null for no limit. */
  newIssuesPerMinute: number | null;
  /** Days after which log lines are gone. */
  logRetentionDays: number;
  /** The same for lines of debug, information, warning and error; 0 means as long as all. */
  logLevelDays: [number, number, number, number];
  /** The most log lines that are taken in a minute; null for no limit. */
  logsPerMinute: number | null;
};

/** A project in the sidebar. Its counts stop at 1,000. */
export type NavProject = {
  id: number;
  slug: string;
  name: string;
  platform: string;
  unresolvedCount: number;
  /** Events that could not be stored and wait to be tried again. */
  deadLetterCount: number;
  /** Of the unresolved issues that were counted; null when there is none. */
  worstLevel: Level | null;
};

/** What a key can be: `waiting` never carried anything, `ends` was rotated and still works, `ended` no longer does. */
export type KeyStatus = "waiting" | "active" | "ends" | "ended" | "disabled";

/** A key with what came through it in the last 24 hours. Times are ISO 8601, UTC. */
export type KeyRow = {
  id: string;
  name: string;
  /** 32 hex digits, the user part of the DSN. */
  publicKey: string;
  dsn: string;
  status: KeyStatus;
  /** The most events that are taken in a minute; null for no limit. */
  eventsPerMinute: number | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  /** Events that were stored. */
  accepted: number;
  /** Events that were refused or filtered; repeats of an event id are neither. */
  dropped: number;
  /** Accepted events per hour, oldest first, 24 values; the last hour is still running. */
  trend: number[];
};

/** What was refused in the last 24 hours for one reason. */
export type RefusedRow = {
  outcome: string;
  reason: string;
  quantity: number;
  /** Start of the last hour in which it happened, ISO 8601. */
  lastHour: string;
};

/** Log lines of the last 24 hours. */
export type ReceivedLogs = {
  lines: number;
  /** Who sent the oldest of them that is known by name; '' where it did not say. Null when none of them is from these hours. */
  first: { host: string; service: string } | null;
};

/** Whether a project receives anything yet. */
export type ConnectionStatus = {
  firstEvent: { shortId: string; eventId: string; at: string } | null;
  /** Null while no line came. */
  logs: ReceivedLogs | null;
  /** Of events and all that is no log line. */
  refused: RefusedRow[];
  refusedLogs: RefusedRow[];
};
