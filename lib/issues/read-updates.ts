import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { buildFilter, everyIssue } from "./build-filter";
import { readMark, writeMark } from "./mark";
import { prepareFilter } from "./prepare-filter";
import { finishRows, queryRows } from "./query-rows";
import { readNewestId } from "./read-newest-id";
import { type IssueUpdates, type IssueUpdatesInput, pageLimit } from "./schemas";
import { parseShortId } from "./short-id";

/**
 * What happened to a list since its mark: issues of the filter that are new or came back, newest first and at
 * most 100, and the shown rows as they are now, whatever filter they still match.
 * @throws InvalidInputError for a made-up mark
 */
export async function readUpdates(ctx: Context, input: IssueUpdatesInput): Promise<IssueUpdates> {
  authorize(ctx, "issue:read");
  const now = new Date();
  const newestId = await readNewestId();
  const [fresh, shown] = await Promise.all([findFresh(ctx, input, now), findShown(ctx, input, now)]);
  const rows = await finishRows([...fresh, ...shown], input.environment, now);
  return {
    fresh: rows.slice(0, fresh.length),
    shown: rows.slice(fresh.length),
    mark: writeMark({ at: now, newestId }),
  };
}

async function findFresh(ctx: Context, input: IssueUpdatesInput, now: Date) {
  const { at, newestId } = readMark(input.mark);
  const { filter, parts } = await prepareFilter(ctx, input, now);
  const since = parts.bind(at);
  // A late event can carry an old time, so an issue is also new when its id is.
  const isNew = `${parts.id} > ${parts.bind(newestId)}`;
  const andOwn = `(${isNew} OR (i.last_seen > ${since} AND (i.first_seen > ${since} OR i.regressed_at > ${since} OR i.escalated_at > ${since})))`;
  return queryRows(filter, parts, { sort: "lastSeen", limit: pageLimit, andOwn });
}

async function findShown(ctx: Context, input: IssueUpdatesInput, now: Date) {
  const ids = input.shown.map(parseShortId).filter((id) => id !== null);
  if (ids.length === 0) return [];
  const everything = { ...everyIssue, environment: input.environment };
  const parts = buildFilter(ctx, everything, now);
  const prefixes = parts.bind(ids.map((id) => id.prefix));
  const numbers = parts.bind(ids.map((id) => id.number));
  const and = `(p.short_prefix, i.short_id) IN (SELECT * FROM unnest(${prefixes}::text[], ${numbers}::bigint[]))`;
  return queryRows(everything, parts, { sort: "lastSeen", limit: pageLimit, andOwn: and });
}
