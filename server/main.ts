import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureOwner } from "@/lib/auth/ensure-owner";
import { hasOwner } from "@/lib/auth/has-owner";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { openBuffer } from "@/lib/ingest/buffer";
import { startBucket } from "@/lib/logs/bucket/start-bucket";
import { connectEngine } from "@/lib/logs/engine/connect-engine";
import { superviseEngine } from "@/lib/logs/engine/supervise-engine";
import { useEngine } from "@/lib/logs/engine/use-engine";
import { logFolder } from "@/lib/logs/store/folder";
import { openChunkBuffer } from "@/lib/logs/ingest/chunk-buffer";
import { keepListeners } from "@/lib/logs/listen/keep-listeners";
import { mailIsOff, readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { freePort } from "./find-port";
import { startFront } from "./front";
import { migrate } from "./migrate";
import { startPostgres } from "./postgres/start-postgres";
import { ROLES, type Role, readRoles } from "./read-roles";
import { startWeb } from "./start-web";
import { startWorker } from "./start-worker";

const root = join(import.meta.dirname, "..");
const log = (line: string) => console.log(line);
/** What was started, in order; it is stopped in the reverse order. */
const started: (() => Promise<void>)[] = [];
const LONGEST_START_MS = 20_000;
let stopping: Promise<void> | undefined;
const starting = start();

// npm passes a Ctrl-C on that we already got from the terminal: every signal after the first changes nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void interrupt());
// The terminal or npm may be gone before the last lines are written.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

try {
  await starting;
} catch (error) {
  if (!stopping) console.error((error as Error).message);
  await finish(1);
}

async function start(): Promise<void> {
  const begun = Date.now();
  const roles = readRoles(process.argv.slice(2));
  const dev = process.argv.includes("--dev");
  const { DATABASE_URL, HOST, JACKDAW_DATA, JACKDAW_URL, PORT } = env();
  const trustedProxies = env().JACKDAW_TRUSTED_PROXIES;
  const web = await placeWeb(roles);
  const databaseUrl = DATABASE_URL ?? (await startEmbedded(JACKDAW_DATA, roles.size));
  // A front by itself starts while the database is away, and buffers; whoever serves pages or works keeps the schema.
  const isFrontAlone = roles.size === 1 && roles.has("front");
  if (!isFrontAlone) await step(() => migrate(databaseUrl, { dir: join(root, "prisma/migrations") }));
  usePool(openPool(databaseUrl));
  started.push(closePool);
  if (!isFrontAlone) await step(ensureOwner);
  if (!isFrontAlone) await step(() => startBucket(log));

  const logEngine = isFrontAlone ? "" : await startLogEngine(databaseUrl);
  // Alerts over log lines ask it from here; the pages are another process, and are told where it is.
  const logs = connectEngine(logEngine);
  if (!isFrontAlone) useEngine(logs);
  if (roles.has("worker")) await keep(() => startWorker(log, { logs }));
  if (roles.has("web")) await keep(() => startWeb({ root, ...web, databaseUrl, logEngine, dev, log }));
  if (roles.has("front")) {
    await keep(() => openBuffer({ folder: join(JACKDAW_DATA, "spool"), onBroken: leave }));
    await keep(() => openChunkBuffer({ folder: join(JACKDAW_DATA, "spool", "logs"), onBroken: leave }));
    await keep(() =>
      startFront({
        port: PORT,
        host: HOST,
        web: { host: "127.0.0.1", ...web },
        trustedProxies,
        allowUpgrade: dev,
      }).catch(explain),
    );
    const { JACKDAW_LOG_TLS_CERT: tlsCert, JACKDAW_LOG_TLS_KEY: tlsKey } = env();
    await keep(() => keepListeners({ host: HOST, tlsCert, tlsKey }));
  }

  log(`Jackdaw is ready: ${JACKDAW_URL} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (roles.has("worker") && readMailSettings() === null) log(mailIsOff);
  if (!isFrontAlone && !(await hasOwner()))
    log("Nobody has an account yet: open that address and create the owner account.");
}

/** Where the pages are served: on a private port behind our own front, else where the settings say. */
async function placeWeb(roles: Set<Role>): Promise<{ host?: string; port: number }> {
  const { HOST, JACKDAW_WEB_URL, PORT } = env();
  if (!roles.has("front")) return { host: HOST, port: PORT };
  if (roles.has("web")) return { host: "127.0.0.1", port: await freePort() };
  if (JACKDAW_WEB_URL) return { host: JACKDAW_WEB_URL.hostname, port: Number(JACKDAW_WEB_URL.port || 80) };
  throw new Error(
    "The front passes requests for pages on to the web role: set JACKDAW_WEB_URL to that one's address, " +
      "for example http://127.0.0.1:8001, or start it here too with “--role web”.",
  );
}

async function startEmbedded(dataDir: string, roles: number): Promise<string> {
  if (roles < ROLES.length) throw new Error("Roles apart share one database: set DATABASE_URL.");
  log("Starting Postgres…");
  const postgres = await startPostgres({ dataDir, log });
  started.push(() => postgres.stop());
  return postgres.url;
}

/** Nothing runs yet: whoever asks first starts the engine. */
async function startLogEngine(databaseUrl: string): Promise<string> {
  const program = join(root, "dist/log-engine.mjs");
  const engine = await step(() => superviseEngine({ program, folder: logFolder(), databaseUrl, log }));
  started.push(() => engine.close());
  return engine.address;
}

async function step<T>(run: () => Promise<T>): Promise<T> {
  if (stopping) throw new Error("Stopped while starting.");
  return run();
}

async function keep(run: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  const part = await step(run);
  started.push(() => part.close());
}

function explain(error: NodeJS.ErrnoException): never {
  const { PORT } = env();
  if (error.code === "EADDRINUSE")
    throw new Error(
      `Port ${PORT} is taken by another program. Stop that one, or set PORT to another number.`,
      {
        cause: error,
      },
    );
  if (error.code === "EACCES")
    throw new Error(`This user may not listen on port ${PORT}. Set PORT to a number above 1023.`, {
      cause: error,
    });
  throw error;
}

/** After a failing disk nothing that this process acknowledges is safe. */
function leave(error: Error): void {
  console.error(`Leaving: ${error.message}`);
  process.exit(1);
}

async function interrupt(): Promise<void> {
  if (!stopping) log("Stopping…");
  await finish(0);
}

async function finish(code: number): Promise<void> {
  stopping ??= stopAll();
  await stopping;
  process.exit(code);
}

async function stopAll(): Promise<void> {
  // What is half started must be whole before it can be stopped.
  await Promise.race([starting.catch(() => {}), sleep(LONGEST_START_MS, undefined, { ref: false })]);
  for (const stop of started.toReversed()) await stop().catch((error: Error) => log(error.message));
}
