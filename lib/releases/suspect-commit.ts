import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { readEvent } from "@/lib/events/read-event";
import { type IssueLocation, locateIssue } from "@/lib/events/locate-issue";
import { findIssueProject } from "@/lib/issues/find-issue-project";
import type { Event, Frame } from "@/lib/protocol/event";
import { commitColumns, type CommitRow, toCommit } from "./commit-row";
import { framePaths, isSameFile, pathParts } from "./match-path";
import type { SuspectCommit } from "./schemas";

/** In-app frames nearest the crash whose files are looked for. */
const FRAMES = 5;
/** Releases without an event that may lie between a good one and the one that brought the issue. */
const MOST_RELEASES = 20;
const MOST_COMMITS = 1_000;

/**
 * The newest commit that came with the release which brought the issue (or brought it back) and touches a file of its
 * innermost frames. Null when no commits were reported or none fits. Which releases: those after the last one that had
 * events without being the one in question, up to that one.
 * @throws NotFoundError for an unknown issue
 */
export async function suspectCommit(ctx: Context, shortId: string): Promise<SuspectCommit | null> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const commits = await listCommits(issue);
  if (commits.length === 0) return null;
  const wanted = await readPaths(ctx, shortId);
  // The innermost frame is the best witness: its file first, newest commit first.
  for (const paths of wanted) {
    for (const { files, version, ...commit } of commits) {
      const file = files.find((path) =>
        paths.some((framed) => path.endsWith(framed.at(-1) ?? "") && isSameFile(pathParts(path), framed)),
      );
      if (file === undefined) continue;
      const { slug } = await findIssueProject(ctx, issue.projectId);
      return { ...toCommit(commit), version, file, projectSlug: slug };
    }
  }
  return null;
}

async function listCommits({ projectId, issueId }: IssueLocation) {
  const { rows } = await pool().query<CommitRow & { version: string; files: string[] }>(
    `WITH brought AS (
       SELECT r.version, nullif(r.package, '') AS package, r.version_key, r.first_seen FROM issue i
         JOIN release r ON r.project_id = i.project_id AND r.version = coalesce(i.regressed_release, i.first_release)
        WHERE i.project_id = $1 AND i.id = $2
     ), before AS (
       SELECT r.version, row_number() OVER newest AS place,
              count(*) FILTER (WHERE r.event_count > 0 AND r.version <> b.version) OVER newest AS good
         FROM brought b JOIN release r ON r.project_id = $1
              AND (r.version_key IS NULL) = (b.version_key IS NULL)
              AND CASE WHEN b.version_key IS NULL THEN r.first_seen <= b.first_seen
                       ELSE nullif(r.package, '') IS NOT DISTINCT FROM b.package AND r.version_key <= b.version_key END
       WINDOW newest AS (ORDER BY r.version_key DESC, r.first_seen DESC, r.version COLLATE "C" DESC
                         ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
     )
     SELECT c.version, c.files, ${commitColumns}
       FROM before JOIN release_commit c ON c.project_id = $1 AND c.version = before.version
      WHERE before.good = 0 AND before.place <= ${MOST_RELEASES}
      ORDER BY before.place, c.position LIMIT ${MOST_COMMITS}`,
    [projectId, issueId],
  );
  return rows;
}

/** The paths of each of the innermost in-app frames of the newest event, innermost first. */
async function readPaths(ctx: Context, shortId: string): Promise<string[][][]> {
  try {
    const { event } = await readEvent(ctx, shortId, "latest");
    const frames = innermostFrames(event).slice(0, FRAMES);
    return frames.map((frame) => framePaths(frame, event.platform)).filter((paths) => paths.length > 0);
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}

function innermostFrames(event: Event): Frame[] {
  const stacks = [
    ...(event.exception?.values ?? []).toReversed().map(({ stacktrace }) => stacktrace),
    ...(event.threads?.values ?? [])
      .filter(({ crashed, current }) => crashed || current)
      .map(({ stacktrace }) => stacktrace),
    event.stacktrace,
  ];
  return stacks.flatMap((stack) => (stack?.frames ?? []).filter(({ in_app }) => in_app).toReversed());
}
