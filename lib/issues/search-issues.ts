import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { levelName } from "@/lib/events/level";
import { queryOfWords } from "@/lib/search/read-issue-query";
import { buildFilter, everyIssue } from "./build-filter";
import { findNamedIssue } from "./find-named-issue";
import { queryRows } from "./query-rows";
import type { IssueHit, SearchIssuesInput } from "./schemas";
import { formatShortId } from "./short-id";

const HITS = 8;
const TITLE_LENGTH = 200;

/** The most recently seen issues that a text names or describes, in any status; for the palette. An empty text finds none. */
export async function searchIssues(ctx: Context, { q }: SearchIssuesInput): Promise<{ issues: IssueHit[] }> {
  authorize(ctx, "issue:read");
  if (q === "") return { issues: [] };
  const asked = { query: queryOfWords(q), named: await findNamedIssue(ctx, q) };
  const parts = buildFilter(ctx, everyIssue, new Date(), asked);
  const rows = await queryRows(everyIssue, parts, { sort: "lastSeen", limit: HITS });
  return {
    issues: rows.map((row) => ({
      shortId: formatShortId(row.prefix, row.number),
      title: `${row.type} ${row.message}`.trim().slice(0, TITLE_LENGTH),
      level: levelName(row.level),
      projectSlug: row.slug,
    })),
  };
}
