import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { ownerState } from "@/e2e/fixtures/owner";
import { createProject } from "@/e2e/fixtures/project";
import { compatFolder } from "../run-client";
import { expectLines } from "./expect-lines";
import { type LogApi, openLogApi } from "./log-api";
import { openTlsFront, type TlsFront } from "./open-tls-front";
import { scene, type Sender, type Target } from "./sender";

/** How many send at once: most of their time is that of starting. */
const AT_ONCE = 3;
const PATIENCE_MS = 90_000;
const LOOK_MS = 250;

/** What came of a sender: which project its lines are in, and when it was running, in epoch ms. */
export interface Sent {
  slug: string;
  begun: number;
  ended: number;
}

/**
 * A test for each sender: that its lines were stored, each once, with the levels, fields and times that it gave them. All of
 * them send side by side, each to a project of its own, and go on while the first ones are compared.
 */
export function testSenders(senders: readonly Sender[]): void {
  test.describe.configure({ timeout: 3 * PATIENCE_MS });
  const running = new Map<string, Promise<Sent>>();
  let context: APIRequestContext;
  let front: TlsFront;
  let api: LogApi;
  const ending = new AbortController();

  test.beforeAll(async ({ playwright, baseURL: given }) => {
    const baseURL = given ?? "";
    context = await playwright.request.newContext({ baseURL, storageState: ownerState });
    front = openTlsFront();
    api = openLogApi(context, baseURL);
    const turns = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    senders.forEach((sender, index) => {
      const turn = turns[index % AT_ONCE] as Promise<void>;
      const sent = turn.then(() => send(sender, { context, api, front, baseURL, signal: ending.signal }));
      running.set(sender.name, sent);
      turns[index % AT_ONCE] = sent.then(
        () => {},
        () => {},
      );
    });
  });

  test.afterAll(async () => {
    // Of a worker that ends because a test failed, the others are not waited for.
    ending.abort();
    await Promise.allSettled(running.values());
    front.close();
    await context.dispose();
  });

  for (const sender of senders) {
    test(`${sender.name} sends${sender.isBurst ? `, and ${scene.burst} lines at once` : ""}`, async () => {
      await expectLines(sender, (await running.get(sender.name)) as Sent, api);
    });
  }
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
  signal.throwIfAborted();
  const project = await createProject(context, baseURL, sender.name);
  const target: Target = {
    url: baseURL,
    token: new URL(project.dsn).username,
    port: sender.listener ? await api.listen(project.slug, sender.listener) : 0,
  };
  const inner = target.port || Number(new URL(baseURL).port);
  const encrypted = sender.isEncrypted ? await front.open(inner) : 0;
  const begun = Date.now();
  const wanted = scene.messages.length + (sender.isBurst ? scene.burst : 0);
  if (typeof sender.command === "function") {
    const end = await sender.command(target);
    try {
      await untilCounted(api, project.slug, wanted, { signal });
      return { slug: project.slug, begun, ended: Date.now() };
    } finally {
      await end?.();
    }
  }
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const [program, ...args] = sender.command;
  const child = spawn(program, args, {
    cwd: compatFolder,
    env: {
      ...environment,
      LOGS_URL: target.url,
      LOGS_TOKEN: target.token,
      LOGS_PORT: String(target.port),
      LOGS_TLS_HOST: `localhost:${encrypted}`,
      LOGS_BURST: sender.isBurst ? String(scene.burst) : "0",
      NODE_EXTRA_CA_CERTS: front.certificate,
      DSN: project.dsn,
      ...sender.env,
    },
  });
  const failure = watch(child);
  try {
    await untilCounted(api, project.slug, wanted, { signal, failure });
    return { slug: project.slug, begun, ended: Date.now() };
  } finally {
    // Loggers that send now and then never end by themselves.
    child.kill();
  }
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
  { signal, failure }: { signal: AbortSignal; failure?: () => string | undefined },
): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    // Lines may have come before it failed, and before the answer to this was asked for.
    signal.throwIfAborted();
    const failed = failure?.();
    const [[counted] = [0]] = await api.table(slug, "| stats count()");
    const count = Number(counted);
    if (count >= wanted) return;
    expect(failed, "what the client says").toBeUndefined();
    expect(Date.now(), `${count} of ${wanted} lines came in time`).toBeLessThan(until);
    await sleep(LOOK_MS);
  }
}
