import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { locateIssue } from "@/lib/events/locate-issue";
import { decodePayload } from "@/lib/events/payload";
import { selectEvent } from "@/lib/events/select-event";
import { compilePipeline } from "@/lib/logs/query/compile/compile-pipeline";
import { logLanguage } from "@/lib/logs/query/language";
import { listSlices } from "@/lib/logs/query/list-slices";
import { type Asking, openSearch, type Search } from "@/lib/logs/query/open-search";
import { findPlaces, readPlaces } from "@/lib/logs/query/read-lines";
import { readTime, writeRange, writeTime } from "@/lib/logs/query/read-time";
import { print } from "@/lib/search/grammar/print";
import { findLinks } from "./find-links";
import { holdsLogs } from "./holds-logs";
import { type EventLink, type EventLogs, eventLineLimit } from "./schemas";

const SECOND = 1_000_000_000n;
/** So far from an event its lines are looked for: a request may take minutes, and a busy host says much in seconds. */
const reach = { trace: 300n * SECOND, host: 30n * SECOND };
/** Lines before the event tell more than those after it. */
const MOST_AFTER = 6;

/**
 * The log lines around an event, of all projects that the reader sees: those of its trace, and where there are none, those
 * that its host wrote at the time. The engine is asked only where lines of that time are.
 * @throws NotFoundError for an unknown issue or event
 * @throws SearchStoppedError
 */
export async function readEventLogs(
  ctx: Context,
  shortId: string,
  selector: string,
  asking: Asking = {},
): Promise<EventLogs> {
  authorize(ctx, "event:read");
  authorize(ctx, "log:read");
  const issue = await locateIssue(ctx, shortId);
  const [stored, project, hasLogs] = await Promise.all([
    selectEvent(issue, selector),
    readSlug(issue.projectId),
    holdsLogs(ctx.actor.projectIds),
  ]);
  if (!stored) throw new NotFoundError();
  const event = decodePayload(stored.payload);
  const at = readTime(event.timestamp, stored.receivedAt);
  const links = findLinks(event);
  const answer: EventLogs = {
    hasLogs,
    project,
    by: null,
    missed: null,
    query: "",
    range: writeRange({ from: at, to: at + 1n }),
    at: writeTime(at),
    lines: [],
    total: 0,
    services: 0,
  };
  if (!hasLogs) return answer;
  for (const link of links) {
    if (answer.by !== null) answer.missed = answer.by;
    const query = writeLink(link);
    const range = writeRange({ from: at - reach[link.kind], to: at + reach[link.kind] + 1n });
    const found = await findAround(await openSearch(ctx, { project: [], query, ...range }, asking), at);
    Object.assign(answer, found, { by: link, query, range });
    if (answer.total > 0) break;
  }
  return answer;
}

/** A link as a term of the language. A host that is named in full is also known by its first name. */
function writeLink({ kind, value }: EventLink): string {
  const [first = ""] = value.split(".", 1);
  const isName = kind === "host" && first !== "" && first !== value && !/^\d+$/.test(first);
  const values = [value, ...(isName ? [first] : [])].map((text) => ({ kind: "text", text }) as const);
  const key = { scope: "field", name: kind } as const;
  return print({ type: "filter", key, isNegated: false, operator: "=", values }, logLanguage);
}

/** The lines nearest to a time, and how many there are. */
async function findAround(
  search: Search,
  at: bigint,
): Promise<Pick<EventLogs, "lines" | "total" | "services">> {
  const none = { lines: [], total: 0, services: 0 };
  const { total: possible } = await listSlices([...search.projects.keys()], search.range);
  if (possible === 0) return none;
  const { from, to } = search.range;
  const wish = { limit: eventLineLimit, after: null };
  const [counts, before, after] = await Promise.all([
    count(search),
    findPlaces(search, { ...wish, order: "newest", range: { from, to: at + 1n } }),
    findPlaces(search, { ...wish, order: "oldest", range: { from: at + 1n, to } }),
  ]);
  if (counts === null || before === null || after === null) return none;
  const later = after.slice(0, Math.max(MOST_AFTER, eventLineLimit - before.length));
  const earlier = before.slice(0, eventLineLimit - later.length);
  return { ...counts, lines: await readPlaces(search, [...earlier.toReversed(), ...later]) };
}

async function count(search: Search): Promise<{ total: number; services: number } | null> {
  const plan = search.compile((frame) => ({
    frame,
    sql: `SELECT CAST(count(*) AS DOUBLE), CAST(count(DISTINCT s) AS DOUBLE) FROM (${compilePipeline(search.filter, [], frame).sql})`,
  }));
  if (plan === null) return null;
  const [row] = await search.run(plan.sql, plan.frame);
  return { total: Number(row?.[0] ?? 0), services: Number(row?.[1] ?? 0) };
}

async function readSlug(projectId: number): Promise<string> {
  const { rows } = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [
    projectId,
  ]);
  return rows[0]?.slug ?? "";
}
