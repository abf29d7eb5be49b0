import { z } from "zod";
import type { Level } from "@/lib/protocol/event";
import type { IssueStatus } from "@/lib/issues/schemas";

/** Rows of one page of releases. */
export const releasePageLimit = 50;
/** Issues of a release that its page shows; the issue list has the others. */
export const releaseIssueLimit = 25;

export const releaseSorts = ["firstSeen", "version", "events"] as const;
export type ReleaseSort = (typeof releaseSorts)[number];

export const releasePeriods = ["24h", "14d", "90d"] as const;
export type ReleasePeriod = (typeof releasePeriods)[number];

const slug = z.string().min(1).max(64);
const environment = z.string().min(1).max(64).optional();

/** What ingest takes as the name of a release: one line, at most 200 characters, nothing that an address takes for a way up. */
export const versionSchema = z
  .string()
  .min(1, "Give the release a name.")
  .max(200, "At most 200 characters.")
  .refine(isVersion, "This cannot be the name of a release.");

function isVersion(text: string): boolean {
  const isPath = text === "." || text === ".." || /^[/\\]+$/.test(text);
  return !isPath && !/[\0\r\n\f]/.test(text) && text.isWellFormed();
}

export const listReleasesSchema = z.strictObject({
  projects: z
    .string()
    .max(2_000)
    .transform((text) => text.split(",").filter(Boolean))
    .default([]),
  environment,
  /** Part of the version, in any case. */
  query: z.string().trim().max(200).default(""),
  sort: z.enum(releaseSorts).catch("firstSeen").default("firstSeen"),
  cursor: z.string().max(1_500).optional(),
});
export type ReleaseFilter = Omit<z.output<typeof listReleasesSchema>, "cursor">;

export const releaseParams = z.strictObject({ project: slug, version: versionSchema });
export const releaseEnvironmentSchema = z.strictObject({ environment });
export const releaseAdoptionSchema = z.strictObject({
  environment,
  period: z.enum(releasePeriods).catch("14d").default("14d"),
});

const shortText = z.string().trim().max(200);
/** An http or https address; anything else could be a script. */
const httpUrl = z.url({ protocol: /^https?$/ }).max(1_000);

export const commitSchema = z.strictObject({
  id: z.string().trim().min(1).max(64),
  repository: z.string().trim().max(500).nullish(),
  authorName: shortText.nullish(),
  authorEmail: shortText.nullish(),
  message: z.string().max(10_000).nullish(),
  committedAt: z.iso.datetime({ offset: true }).nullish(),
  /** Paths that it changed, from the root of the repository. */
  files: z.array(z.string().min(1).max(500)).max(3_000).default([]),
});
export type CommitInput = z.output<typeof commitSchema>;

/** Newest first. They take the place of those that were reported before. */
export const commitsSchema = z.strictObject({ commits: z.array(commitSchema).max(1_000) });

export const deploySchema = z.strictObject({
  environment: z.string().trim().min(1).max(64),
  name: shortText.nullish(),
  url: httpUrl.nullish(),
  startedAt: z.iso.datetime({ offset: true }).nullish(),
  finishedAt: z.iso.datetime({ offset: true }).nullish(),
});
export type DeployInput = z.output<typeof deploySchema>;

export const reportReleaseSchema = z.strictObject({
  project: slug,
  version: z.string().trim().pipe(versionSchema),
  url: httpUrl.nullish(),
  releasedAt: z.iso.datetime({ offset: true }).nullish(),
  commits: commitsSchema.shape.commits.optional(),
});
export type ReleaseReport = z.output<typeof reportReleaseSchema>;

/** Times are ISO 8601, UTC, everywhere below. */
export type ReleaseRow = {
  project: { slug: string; name: string };
  version: string;
  firstSeen: string;
  /** Of its last event; null when it has none. */
  lastSeen: string | null;
  /** Of the environment, when one was asked for. */
  eventCount: number;
  newIssues: number;
  regressedIssues: number;
  /** Share of the last 24 hours' events with a release, 0 to 1; null when there were none. */
  adoption: number | null;
  lastDeploy: { environment: string; at: string } | null;
};

export type ReleasePage = { rows: ReleaseRow[]; nextCursor: string | null };

export type ReleaseDetail = ReleaseRow & {
  package: string | null;
  /** Whether it has a place in the order of versions; if not, its first event gives it one. */
  isOrdered: boolean;
  releasedAt: string | null;
  url: string | null;
  /** Issues of which it has events. */
  issueCount: number;
  commitCount: number;
  /** The releases around it in the order of versions. */
  previous: string | null;
  next: string | null;
  firstEvent: ReleaseEvent | null;
  lastEvent: ReleaseEvent | null;
  /** That it has events of, without hidden ones. */
  environments: string[];
};

export type ReleaseEvent = { shortId: string; eventId: string };

export type ReleaseAdoption = {
  period: ReleasePeriod;
  /** Start of the first bucket. */
  start: string;
  bucketSeconds: number;
  /** Events of this release by environment ('' is none), the most frequent first; one count per bucket. */
  environments: { environment: string; counts: number[] }[];
  /** This release, the most frequent others, and the rest of them under a null version. */
  releases: { version: string | null; counts: number[] }[];
};

export type ReleaseIssue = {
  shortId: string;
  type: string;
  message: string;
  culprit: string;
  level: Level;
  status: IssueStatus;
  /** Its events in this release. */
  eventCount: number;
  /** Of those. */
  lastSeen: string;
};

/** At most `releaseIssueLimit` of each kind, most events first, with how many there are. */
export type ReleaseIssues = Record<"new" | "regressed" | "all", { total: number; rows: ReleaseIssue[] }>;

export type ReleaseCommit = {
  id: string;
  repository: string | null;
  authorName: string | null;
  authorEmail: string | null;
  message: string | null;
  committedAt: string | null;
  fileCount: number;
  /** Where it can be looked at, when its repository is an http(s) address. */
  url: string | null;
};

export type ReleaseDeploy = {
  id: number;
  environment: string;
  name: string | null;
  url: string | null;
  startedAt: string | null;
  finishedAt: string;
};

/** In which releases an issue was seen. */
export type SeenIn = {
  projectSlug: string;
  /** Newest first, from the newest of the project to the issue's first; `count` are the issue's own events. */
  releases: { version: string; count: number; trend: number[] }[];
  /** Releases of that stretch that are not listed, and how many of them the issue was seen in. */
  more: number;
  moreSeen: number;
  /** Days that the trends show; they are drawn from the issue's newest 5,000 events. */
  trendDays: number;
  isTrendPartial: boolean;
};

/** The commit that probably brought an issue. */
export type SuspectCommit = ReleaseCommit & { version: string; file: string; projectSlug: string };
