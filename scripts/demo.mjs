// `npm run demo`: sends a few hundred realistic events to a running Jackdaw, as SDKs would. Makes four projects,
// demo-web, demo-api, demo-worker and demo-legacy; with `--dsn <DSN>` everything goes to that one project instead.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findDatabase } from "./demo/find-database.mjs";
import { browserIssues } from "./demo/issues/browser.mjs";
import { cspIssues } from "./demo/issues/csp.mjs";
import { messageIssues } from "./demo/issues/messages.mjs";
import { nodeIssues } from "./demo/issues/node.mjs";
import { pythonIssues } from "./demo/issues/python.mjs";
import { ravenIssues } from "./demo/issues/raven.mjs";
import { serverIssues } from "./demo/issues/servers.mjs";
import { browser } from "./demo/people.mjs";
import { seeded } from "./demo/random.mjs";
import { send } from "./demo/send.mjs";
import { root } from "./run-step.mjs";

const SPREAD_MS = 13 * 24 * 3_600_000;
const AT_ONCE = 8;
const issues = [
  browserIssues,
  nodeIssues,
  pythonIssues,
  serverIssues,
  ravenIssues,
  messageIssues,
  cspIssues,
].flat();
const random = seeded(42);

try {
  const base = (process.env.JACKDAW_URL || `http://localhost:${process.env.PORT || 8000}`).replace(/\/$/, "");
  const dsn = readDsn(process.argv.slice(2));
  const databaseUrl = dsn ? undefined : databaseOfThisServer();
  const dsns = databaseUrl && (await openProjects(databaseUrl, base));
  await sendAll(plan().map((item) => ({ ...item, dsn: dsn ?? dsns[item.project] })));
  if (databaseUrl) await backdateEvents(databaseUrl, Object.keys(dsns));
  console.log(dsn ? "Look at the issues of that project." : `Look at ${base}/issues and ${base}/projects.`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function readDsn(args) {
  const at = args.indexOf("--dsn");
  if (at < 0) return undefined;
  const dsn = args[at + 1] ?? "";
  if (!URL.canParse(dsn) || !new URL(dsn).username)
    throw new Error("--dsn needs a DSN, as the Connect page of a project shows it.");
  return dsn;
}

function databaseOfThisServer() {
  const databaseUrl = findDatabase(process.env);
  if (databaseUrl) return databaseUrl;
  throw new Error("No Jackdaw has run here yet. Start it with `npm start`, or name a project with --dsn.");
}

async function openProjects(databaseUrl, base) {
  const { openProjects: open } = await importSource("open-projects");
  return open(databaseUrl, base).catch((error) => {
    if (error.code !== "ECONNREFUSED") throw error;
    throw new Error(
      "Jackdaw does not run: its database does not answer. Start it with `npm start`, then run this again.",
    );
  });
}

async function backdateEvents(databaseUrl, slugs) {
  console.log("Moving them back over the past two weeks");
  const { backdateEvents: backdate } = await importSource("backdate-events");
  await backdate(databaseUrl, slugs);
}

/** A TypeScript module of the demo, with what it uses of the program. */
async function importSource(name) {
  const { build } = await import("esbuild");
  const outfile = join(root, `dist/${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`scripts/demo/${name}.ts`],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}

/** All events in the order of their time. Each issue began at some time and came as often as its weight since. */
function plan() {
  const now = Date.now();
  return issues
    .flatMap((issue) => {
      const age = random() ** 2 * SPREAD_MS + 600_000;
      return Array.from({ length: issue.weight }, () => ({
        ...issue,
        at: Math.round(now - random() ** 1.6 * age),
      }));
    })
    .sort((a, b) => a.at - b.at);
}

async function sendAll(items) {
  console.log(`Sending ${items.length} events of ${issues.length} different errors`);
  const refused = new Map();
  let done = 0;
  const queue = items.values();
  const worker = async () => {
    for (const { dsn, door, make, at } of queue) {
      const userAgent = door === "security" ? browser(random) : undefined;
      const { status, reason } = await send({ dsn, door, userAgent, event: make(random, at) }).catch(
        (error) => {
          throw new Error(
            `Jackdaw does not answer at ${new URL(dsn).origin} (${error.cause?.code ?? error.message}).`,
          );
        },
      );
      if (status >= 300) refused.set(`${status} ${reason}`, (refused.get(`${status} ${reason}`) ?? 0) + 1);
      done += 1;
      if (done % 100 === 0) console.log(`  ${done} of ${items.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const lost = [...refused.values()].reduce((sum, count) => sum + count, 0);
  console.log(`  ${done - lost} taken, ${lost} refused`);
  for (const [reason, count] of refused) console.log(`  ${count} times ${reason}`);
  if (lost > 0) process.exitCode = 1;
}
