import { type ChildProcess, spawn } from "node:child_process";
import { type APIRequestContext, test } from "@playwright/test";
import { ownerState } from "@/e2e/fixtures/owner";
import { createProject } from "@/e2e/fixtures/project";
import { compatFolder } from "../run-client";
import { expectLines } from "./expect-lines";
import { type LogApi, openLogApi } from "./log-api";
import { openTlsFront, type TlsFront } from "./open-tls-front";
import { scene, type Sender, type Target } from "./sender";
import { waitUntil } from "./wait-until";

/** How many send at once: most of their time is that of starting, and of waiting for a listener. */
const AT_ONCE = 4;
const PATIENCE_MS = 120_000;

/** What came of a sender: which project its lines are in, and when it was running, in epoch ms. */
export interface Sent {
  slug: string;
  begun: number;
  ended: number;
}

/**
 * A test for each sender: that its lines were stored, each once, with the levels, fields and times that it gave them. Each sends to
 * a project of its own; while the lines of one are waited for and compared, the next ones send. A worker that comes after
 * a failed test goes on where that one was.
 */
export function testSenders(senders: readonly Sender[]): void {
  test.describe.configure({ timeout: 3 * PATIENCE_MS });
  const running = new Map<Sender, Promise<Sent>>();
  const ending = new AbortController();
  let surroundings: Surroundings;

  test.beforeAll(async ({ playwright, baseURL: given }) => {
    const baseURL = given ?? "";
    const context = await playwright.request.newContext({ baseURL, storageState: ownerState });
    const api = openLogApi(context, baseURL);
    surroundings = { context, api, front: openTlsFront(), baseURL, signal: ending.signal };
  });

  test.afterAll(async () => {
    // Of a worker that ends because a test failed, the others are not waited for.
    ending.abort(new Error("nobody waits for it any more"));
    await Promise.allSettled(running.values());
    surroundings.front.close();
    await surroundings.context.dispose();
  });

  function begin(sender: Sender): Promise<Sent> {
    const begun = running.get(sender) ?? send(sender, surroundings);
    // Its own test tells what went wrong.
    begun.catch(() => {});
    running.set(sender, begun);
    return begun;
  }

  senders.forEach((sender, index) => {
    test(`${sender.name} sends${sender.isBurst ? `, and ${scene.burst} lines at once` : ""}`, async () => {
      const sent = begin(sender);
      senders.slice(index + 1, index + AT_ONCE).forEach(begin);
      await expectLines(sender, await sent, surroundings.api);
    });
  });
}

interface Surroundings {
  context: APIRequestContext;
  api: LogApi;
  front: TlsFront;
  baseURL: string;
  /** Nobody waits any more. */
  signal: AbortSignal;
}

async function send(sender: Sender, { context, api, front, baseURL, signal }: Surroundings): Promise<Sent> {
  const project = await createProject(context, baseURL, sender.name);
  const target: Target = {
    url: baseURL,
    token: new URL(project.dsn).username,
    port: sender.listener ? await api.listen(project.slug, sender.listener, signal) : 0,
    tlsPort: 0,
    certificate: sender.listener === "syslog_tls" ? await api.certificate() : front.certificate,
  };
  if (sender.isEncrypted) target.tlsPort = await front.open(target.port || Number(new URL(baseURL).port));
  const begun = Date.now();
  const wanted = scene.messages.length + (sender.isBurst ? scene.burst : 0);
  const { failure, end } = await start(sender, target, project.dsn);
  try {
    await untilCounted(api, project.slug, wanted, { signal, failure });
    return { slug: project.slug, begun, ended: Date.now() };
  } finally {
    await end();
  }
}

/** A client that was started: what it says when it fails, and how to end it. */
interface Started {
  failure: () => string | undefined;
  end: () => Promise<void> | void;
}

async function start({ command, env, isBurst }: Sender, target: Target, dsn: string): Promise<Started> {
  if (typeof command === "function") {
    const end = (await command(target)) ?? (() => {});
    return { failure: () => undefined, end };
  }
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: compatFolder,
    env: {
      ...environment,
      LOGS_URL: target.url,
      LOGS_TOKEN: target.token,
      LOGS_PORT: String(target.port),
      LOGS_TLS_HOST: `localhost:${target.tlsPort}`,
      LOGS_BURST: isBurst ? String(scene.burst) : "0",
      LOGS_CERTIFICATE: target.certificate,
      NODE_EXTRA_CA_CERTS: target.certificate,
      DSN: dsn,
      ...env,
    },
  });
  // Loggers that send now and then never end by themselves.
  return { failure: watch(child), end: () => void child.kill() };
}

/** What a client says when it fails. */
function watch(child: ChildProcess): () => string | undefined {
  let said = "";
  let failure: string | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
  child.on("error", (error) => (failure = error.message));
  child.on("exit", (code, signal) => {
    if (code !== 0) failure = `it ended with ${code ?? signal}: ${said}`;
  });
  return () => failure;
}

/** Waits until a project has so many lines. Throws what the client says when it fails, and when there are too few in the end. */
async function untilCounted(
  api: LogApi,
  slug: string,
  wanted: number,
  { signal, failure }: { signal: AbortSignal; failure: () => string | undefined },
): Promise<void> {
  let count = 0;
  await waitUntil(
    async () => {
      // Lines may have come before it failed, and before the answer to this was asked for.
      const failed = failure();
      count = Number((await api.table(slug, "| stats count()"))[0]?.[0]);
      if (count >= wanted) return true;
      if (failed !== undefined) throw new Error(failed);
      return undefined;
    },
    async () => `${count} of ${wanted} lines came in time; ${await api.describeListener(slug)}`,
    { ms: PATIENCE_MS, signal },
  );
}
