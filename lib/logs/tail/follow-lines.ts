import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import type { LookupTable } from "@/lib/logs/query/compile/frame";
import { findProjects } from "@/lib/logs/query/open-search";
import { readLookup } from "@/lib/logs/query/read-lookup";
import { compileQuestion, type Question, readQuestion } from "@/lib/logs/query/read-question";
import { chunkFeed } from "./chunk-feed";
import { openFilter } from "./open-filter";
import type { FollowLinesInput } from "./schemas";
import { Tail } from "./tail";
import { holdTail } from "./tails";

/** How long somebody who was signed out, or lost a project, may go on. */
const CHECK_MS = 5_000;

export interface Following {
  /** Whoever follows went away. */
  signal: AbortSignal;
  /** Who asks, and what exists for them, by now; null when nobody does any more. */
  checkAgain: () => Promise<Context | null>;
}

/**
 * Lines as they are stored, as the text of server-sent events (`TailEvents`) that is made while somebody takes it. The store
 * is never asked: each chunk is read once for all and filtered in memory. Whoever takes slowly gets a sample.
 * @throws InvalidInputError for a question with errors, or one that makes a table
 * @throws RateLimitedError for too many tails
 */
export async function followLines(
  ctx: Context,
  input: FollowLinesInput,
  { signal, checkAgain }: Following,
): Promise<AsyncGenerator<string>> {
  authorize(ctx, "log:read");
  const question = readQuestion(input.query);
  if (question.report.errors.length === 0 && question.tableStages.length > 0) refuseTable(question);
  const projects = await findProjects(ctx, input.project);
  const lookups = await readLookups(question, [...projects.keys()]);
  const tail = compileQuestion(
    question,
    () =>
      new Tail(projects, (self) =>
        openFilter(question, { now: Date.now, projects: () => self.projects }, lookups),
      ),
  );
  if (tail === null) throw unreadable(question.report.errors[0]?.message);

  const checkScope = async () => {
    try {
      const now = await checkAgain();
      if (now === null) return tail.stop("signed_out");
      authorize(now, "log:read");
      tail.projects = await findProjects(now, input.project);
      if (tail.projects.size === 0) tail.stop("no_projects");
    } catch {
      // Without a database nothing arrives either; the next time tells.
    }
  };
  const release = holdTail(ctx.actor.userId);
  const leave = chunkFeed().follow(tail);
  const check = setInterval(() => void checkScope(), CHECK_MS);
  // The process that started this one is going: nobody has to wait for those who follow.
  const onDisconnect = () => tail.stop("stopping");
  process.once("disconnect", onDisconnect);
  const close = () => {
    clearInterval(check);
    process.off("disconnect", onDisconnect);
    leave();
    release();
    tail.stop("gone");
  };
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  return closing(tail.text(), close);
}

async function* closing(text: AsyncGenerator<string>, close: () => void): AsyncGenerator<string> {
  try {
    yield* text;
  } finally {
    close();
  }
}

function unreadable(message = "This query cannot be read."): InvalidInputError {
  return new InvalidInputError(message, { query: message });
}

function refuseTable({ tableStages }: Question): never {
  throw unreadable(
    `Live tail shows lines as they arrive; ${tableStages[0]?.verb} makes a table of them. Remove it to follow the lines.`,
  );
}

async function readLookups(
  { lineStages }: Question,
  projectIds: readonly number[],
): Promise<ReadonlyMap<string, LookupTable>> {
  const found = new Map<string, LookupTable>();
  for (const stage of lineStages) {
    if (stage.verb !== "lookup" || found.has(stage.table)) continue;
    const table = await readLookup(stage.table, projectIds);
    if (table !== null) found.set(stage.table, table);
  }
  return found;
}
