import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface WebOptions {
  root: string;
  port: number;
  /** Unset means every interface. */
  host?: string;
  databaseUrl: string;
  /** Where the pages ask the log engine. */
  logEngine: string;
  dev: boolean;
  log: (line: string) => void;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
const STEADY_MS = 60_000;
const STOP_MS = 7_000;

/**
 * Starts Next in a child process and answers when it takes requests. If the child dies it is started again, at
 * once at first and then ever more slowly; if it dies before it was ever ready, the promise is rejected.
 */
export async function startWeb(options: WebOptions): Promise<{ close(): Promise<void> }> {
  const life: { child: ChildProcess; wait: number; closing: boolean } = {
    child: launch(options),
    wait: FIRST_WAIT_MS,
    closing: false,
  };
  await new Promise<void>((resolve, reject) => {
    life.child.once("message", () => resolve());
    life.child.once("exit", (code) =>
      reject(new Error(`The pages could not be started (exit code ${code}).`)),
    );
  });
  life.child.removeAllListeners("exit");
  watch();
  return { close };

  function watch(): void {
    const begun = Date.now();
    life.child.once("exit", (code, signal) => {
      if (life.closing) return;
      if (Date.now() - begun > STEADY_MS) life.wait = FIRST_WAIT_MS;
      options.log(`The pages' process ended (${signal ?? `exit code ${code}`}); starting it again`);
      setTimeout(() => {
        if (life.closing) return;
        life.child = launch(options);
        watch();
      }, life.wait).unref();
      life.wait = Math.min(life.wait * 2, LONGEST_WAIT_MS);
    });
  }

  async function close(): Promise<void> {
    life.closing = true;
    const { child } = life;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    const last = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    child.disconnect();
    await ended;
    clearTimeout(last);
  }
}

function launch({ root, port, host, databaseUrl, logEngine, dev }: WebOptions): ChildProcess {
  const args = [join(root, "dist/web.mjs"), root, String(port), host ?? "", ...(dev ? ["--dev"] : [])];
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_MANUAL_SIG_HANDLE: "true",
      DATABASE_URL: databaseUrl,
      JACKDAW_LOG_ENGINE: logEngine,
    },
  });
}
