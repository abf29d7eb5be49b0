import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { socketAddress } from "./socket-address";

export interface SupervisorOptions {
  /** The engine's program: gets its socket and the log folder as arguments. */
  program: string;
  /** The folder of the log files. */
  folder: string;
  databaseUrl: string;
  log: (line: string) => void;
  /** For tests. */
  idleMs?: number;
  checkMs?: number;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const STEADY_MS = 60_000;
const STOP_MS = 7_000;
const CHECK_MS = 5_000;
/** Without an answer for so long, twice in a row, the engine is killed. */
const ANSWER_MS = 10_000;
/** An engine that nobody asks for so long ends, and its memory is free. */
const IDLE_MS = 900_000;
/** The shortest limit of a socket's path among systems is 104 bytes, its end included. */
const LONGEST_ADDRESS = 100;
const NAME_ROOM = "/engine.sock".length;

/**
 * Stands by to start the log engine: whoever finds nobody at the engine's socket asks at the wake socket, which answers 204
 * when the engine takes queries. An engine that dies is started again when it is next asked for, at once at first and then
 * ever more slowly; one that does not answer is killed; one that nobody asks is ended. `address` is for `connectEngine`.
 */
export async function superviseEngine(
  options: SupervisorOptions,
): Promise<{ address: string; close(): Promise<void> }> {
  const address = await makeFolder(options.folder);
  const life: {
    child?: ChildProcess | undefined;
    ready?: Promise<void> | undefined;
    wait: number;
    closing: boolean;
    isReady: boolean;
  } = {
    isReady: false,
    wait: 0,
    closing: false,
  };
  const wake = createServer((_, response) => {
    start().then(
      () => response.writeHead(204).end(),
      (error: Error) => response.writeHead(503).end(error.message),
    );
  });
  const wakeAddress = socketAddress(address, "wake");
  if (!isPipeFolder(address)) await rm(wakeAddress, { force: true });
  wake.listen(wakeAddress);
  await once(wake, "listening");
  if (!isPipeFolder(address)) await chmod(wakeAddress, 0o600);
  const timer = setInterval(() => void check(), options.checkMs ?? CHECK_MS);
  timer.unref();
  let isChecking = false;
  let silences = 0;
  return { address, close };

  function start(): Promise<void> {
    if (life.closing) return Promise.reject(new Error("The server is stopping."));
    life.ready ??= launch().catch((error: unknown) => {
      life.ready = undefined;
      throw error;
    });
    return life.ready;
  }

  async function launch(): Promise<void> {
    if (life.wait > 0) await sleep(life.wait, undefined, { ref: false });
    if (life.closing) throw new Error("The server is stopping.");
    const begun = Date.now();
    const child = spawn(
      process.execPath,
      [options.program, socketAddress(address, "engine"), options.folder],
      {
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        // Each query and each file that is read holds one thread of the pool while it waits.
        env: { ...process.env, DATABASE_URL: options.databaseUrl, UV_THREADPOOL_SIZE: "16" },
      },
    );
    life.child = child;
    life.isReady = false;
    silences = 0;
    const ended = new Promise<never>((_, reject) => {
      child.once("exit", (code, signal) => {
        life.child = undefined;
        life.ready = undefined;
        const isFailure = code !== 0 || signal !== null;
        if (Date.now() - begun > STEADY_MS || !isFailure) life.wait = 0;
        else life.wait = Math.min(Math.max(life.wait * 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
        if (isFailure && !life.closing)
          options.log(`The log engine ended (${signal ?? `exit code ${code}`})`);
        reject(new Error("The log engine could not be started."));
      });
      child.once("error", reject);
    });
    ended.catch(() => {});
    await Promise.race([once(child, "message"), ended]);
    life.isReady = true;
  }

  async function check(): Promise<void> {
    const { child } = life;
    // One that is still starting has nothing to answer with.
    if (!child || !life.isReady || isChecking) return;
    isChecking = true;
    const idle = await askHealth(socketAddress(address, "engine"));
    isChecking = false;
    if (child !== life.child || !child.connected) return;
    silences = idle === null ? silences + 1 : 0;
    if (silences >= 2) {
      options.log("The log engine does not answer; it is killed");
      child.kill("SIGKILL");
    } else if (idle !== null && idle > (options.idleMs ?? IDLE_MS)) child.disconnect();
  }

  async function close(): Promise<void> {
    life.closing = true;
    clearInterval(timer);
    wake.close();
    wake.closeAllConnections();
    const { child } = life;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      const last = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(last);
    }
    if (!isPipeFolder(address)) await rm(address, { recursive: true, force: true });
  }
}

/** For how long nobody asked anything; null when there is no answer. */
function askHealth(socketPath: string): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = get({ socketPath, path: "/health", timeout: ANSWER_MS }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve((JSON.parse(text) as { idleMs: number }).idleMs));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(null));
  });
}

/** A folder that only this user can open, for the sockets: in the log folder unless their paths would be too long there. */
async function makeFolder(folder: string): Promise<string> {
  if (process.platform === "win32") return `\\\\.\\pipe\\jackdaw-${randomUUID()}`;
  const own = join(folder, "sockets");
  if (Buffer.byteLength(own) + NAME_ROOM > LONGEST_ADDRESS) return mkdtemp(join(tmpdir(), "jackdaw-"));
  await mkdir(own, { recursive: true, mode: 0o700 });
  await chmod(own, 0o700);
  return own;
}

function isPipeFolder(address: string): boolean {
  return address.startsWith("\\\\");
}
