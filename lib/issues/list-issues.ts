import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { FilterParts } from "./build-filter";
import { type Position, readCursor, writeCursor } from "./cursor";
import { writeMark } from "./mark";
import { prepareFilter } from "./prepare-filter";
import { finishRows, queryRows, type StoredRow } from "./query-rows";
import { readNewestId } from "./read-newest-id";
import type { IssuePage, IssueSort, ListIssuesInput } from "./schemas";

/**
 * One page of issues, in descending order of the sort, ties broken by id. The next page begins after the last
 * row whatever was inserted meanwhile; `nextCursor` is null on the last page.
 * @throws InvalidInputError for a cursor of another list or a made-up one
 */
export async function listIssues(ctx: Context, input: ListIssuesInput): Promise<IssuePage> {
  authorize(ctx, "issue:read");
  const now = new Date();
  const newestId = await readNewestId();
  const { filter, parts, report } = await prepareFilter(ctx, input, now);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, input.sort);
  const found = await queryRows(filter, parts, {
    sort: input.sort,
    limit: input.limit + 1,
    and: after ? beyond(after, input.sort, parts) : undefined,
  });
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: await finishRows(rows, input.environment, now),
    nextCursor:
      last && found.length > rows.length ? writeCursor(input.sort, positionOf(last, input.sort)) : null,
    mark: writeMark({ at: now, newestId }),
    query: report,
  };
}

function beyond(after: Position, sort: IssueSort, parts: FilterParts): string {
  const isTime = sort === "lastSeen" || sort === "firstSeen";
  const value = parts.bind(isTime ? new Date(after.value) : after.value);
  const place = `${value}::${isTime ? "timestamptz" : "bigint"}, ${parts.bind(after.id)}::bigint`;
  return `(${parts.columns[sort]}, ${parts.id}, p.id) < (${place}, ${parts.bind(after.projectId)}::int)`;
}

function positionOf(row: StoredRow, sort: IssueSort): Position {
  const values: Record<IssueSort, number> = {
    lastSeen: row.lastSeen.getTime(),
    firstSeen: row.firstSeen.getTime(),
    events: row.eventCount,
    users: row.userCount,
  };
  return { value: values[sort], id: row.id, projectId: row.projectId };
}
