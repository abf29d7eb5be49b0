import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { locateIssue } from "@/lib/events/locate-issue";
import { decodePayload } from "@/lib/events/payload";
import { selectEvent } from "@/lib/events/select-event";
import { readHashSettings } from "./hashes/read-hash-settings";
import { compareTraits } from "./likeness/compare-traits";
import { findCandidates } from "./likeness/find-candidates";
import { findIssueProject } from "./find-issue-project";
import { readTraits } from "./likeness/read-traits";
import { leastSimilarity, type SimilarIssues } from "./merge-schemas";
import { formatShortId } from "./short-id";

const MOST = 10;
const MOST_FRAMES = 10;

/**
 * Other issues of the project that look alike, the most similar first, at most 10: candidates come from indexes, one event
 * of each is compared. None when no event of the issue is stored.
 * @throws NotFoundError for an unknown issue
 */
export async function similarIssues(ctx: Context, shortId: string): Promise<SimilarIssues> {
  authorize(ctx, "issue:read");
  const issue = await locateIssue(ctx, shortId);
  const latest = await selectEvent(issue, "latest");
  if (!latest) return { issues: [] };
  const { slug, prefix } = await findIssueProject(ctx, issue.projectId);
  const settings = {
    ...(await readHashSettings(ctx, slug)),
    previousVersion: undefined,
    fingerprintRules: [],
  };
  const own = readTraits(decodePayload(latest.payload), settings);
  const candidates = await findCandidates(issue.projectId, issue.issueId);
  const compared = candidates.map(({ event, ...row }) => ({
    row,
    likeness: compareTraits(own, readTraits(event, settings)),
  }));
  return {
    issues: compared
      .filter(({ likeness }) => likeness.score >= leastSimilarity)
      .sort((a, b) => b.likeness.score - a.likeness.score)
      .slice(0, MOST)
      .map(({ row, likeness: { score, sharedFrames, reasons } }) => ({
        shortId: formatShortId(prefix, row.number),
        type: row.type,
        message: row.message,
        culprit: row.culprit,
        status: row.status,
        eventCount: row.eventCount,
        lastSeen: row.lastSeen.toISOString(),
        score,
        sharedFrames: sharedFrames.slice(0, MOST_FRAMES),
        reasons,
      })),
  };
}
