import type { IssuePage, IssueRow } from "@/lib/issues/schemas";

/** The pages of a list as the query cache holds them. */
export type IssuePages = { pages: IssuePage[]; pageParams: unknown[] };

/** All rows in their order; an issue that moved between two pages stands where it was first. */
export function flattenRows(data: IssuePages | undefined): IssueRow[] {
  const rows = new Map<string, IssueRow>();
  for (const row of data?.pages.flatMap((page) => page.rows) ?? []) {
    if (!rows.has(row.shortId)) rows.set(row.shortId, row);
  }
  return [...rows.values()];
}

/** The rows with what is newer about them, each in its place. Rows that did not change stay the same objects. */
export function refreshRows(
  data: IssuePages,
  newer: readonly IssueRow[],
  except: ReadonlySet<string> = new Set(),
): IssuePages {
  const byId = new Map(newer.filter((row) => !except.has(row.shortId)).map((row) => [row.shortId, row]));
  return mapRows(data, (rows) =>
    rows.map((row) => {
      const next = byId.get(row.shortId);
      return next && JSON.stringify(next) !== JSON.stringify(row) ? next : row;
    }),
  );
}

/** Those of the fresh rows that the list does not show yet. */
export function unseenRows(data: IssuePages | undefined, fresh: readonly IssueRow[]): IssueRow[] {
  const shown = new Set(data?.pages.flatMap((page) => page.rows.map((row) => row.shortId)));
  return fresh.filter((row) => !shown.has(row.shortId));
}

/** The list with the unseen rows on top, looking for updates from `mark` on. */
export function insertFresh(data: IssuePages, fresh: readonly IssueRow[], mark: string): IssuePages {
  const [first, ...others] = data.pages;
  if (!first) return data;
  const rows = [...unseenRows(data, fresh), ...first.rows];
  return { ...data, pages: [{ ...first, rows, mark }, ...others] };
}

/** The list without these issues. */
export function dropRows(data: IssuePages, shortIds: ReadonlySet<string>): IssuePages {
  return mapRows(data, (rows) => rows.filter((row) => !shortIds.has(row.shortId)));
}

/** The list with a change of these issues. */
export function changeRows(
  data: IssuePages,
  shortIds: ReadonlySet<string>,
  change: (row: IssueRow) => IssueRow,
): IssuePages {
  return mapRows(data, (rows) => rows.map((row) => (shortIds.has(row.shortId) ? change(row) : row)));
}

/** The list in which the issue `into` has the events of these others as well. Users are not added: some are the same. */
export function addEvents(data: IssuePages, into: string, from: ReadonlySet<string>): IssuePages {
  const added = flattenRows(data)
    .filter((row) => from.has(row.shortId))
    .reduce((sum, row) => sum + row.eventCount, 0);
  return mapRows(data, (rows) =>
    rows.map((row) =>
      row.shortId === into && added > 0 ? { ...row, eventCount: row.eventCount + added } : row,
    ),
  );
}

/** The list with these issues as they were `before`: in their place, or again below the row that stood above them. */
export function putBack(data: IssuePages, before: IssuePages, shortIds: ReadonlySet<string>): IssuePages {
  let restored = data;
  let above: string | null = null;
  for (const row of flattenRows(before)) {
    if (shortIds.has(row.shortId)) restored = placeRow(restored, row, above);
    if (holds(restored, row.shortId)) above = row.shortId;
  }
  return restored;
}

function placeRow(data: IssuePages, row: IssueRow, above: string | null): IssuePages {
  if (holds(data, row.shortId)) return refreshRows(data, [row]);
  const pageIndex = Math.max(
    0,
    data.pages.findIndex((page) => page.rows.some((other) => other.shortId === above)),
  );
  const pages = data.pages.map((page, index) => {
    if (index !== pageIndex) return page;
    const at = page.rows.findIndex((other) => other.shortId === above) + 1;
    return { ...page, rows: page.rows.toSpliced(at, 0, row) };
  });
  return { ...data, pages };
}

function holds(data: IssuePages, shortId: string): boolean {
  return data.pages.some((page) => page.rows.some((row) => row.shortId === shortId));
}

function mapRows(data: IssuePages, change: (rows: IssueRow[]) => IssueRow[]): IssuePages {
  let changed = false;
  const pages = data.pages.map((page) => {
    const rows = change(page.rows);
    const isSame = rows.length === page.rows.length && rows.every((row, index) => row === page.rows[index]);
    changed ||= !isSame;
    return isSame ? page : { ...page, rows };
  });
  return changed ? { ...data, pages } : data;
}
