import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Daemon } from "./find-daemon";
import { scene } from "./sender";
import { waitUntil } from "./wait-until";

const SOCKET_MS = 30_000;
const priorities = ["debug", "info", "warning", "err"];

/** How syslog daemons carry fields: JSON behind the cookie of CEE. */
export const cee = (message: string) =>
  `@cee: ${JSON.stringify({ message, order: "A-17", amount: 12.5, paid: false, nested: { a: { b: 1 } }, list: ["x", "y"] })}`;

/**
 * Runs a daemon with a configuration made for a socket in a folder of its own, and writes the scene to that socket with
 * `logger`. Returns how to end it.
 */
export async function runDaemon(
  daemon: Daemon,
  args: (folder: string) => string[],
  configuration: (socket: string) => string,
  burst: number,
): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "jackdaw-daemon-"));
  const socket = join(folder, "log");
  writeFileSync(join(folder, "conf"), configuration(socket));
  const child = spawn(daemon.program, args(folder), { cwd: folder, env: { ...process.env, ...daemon.env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, "close");
      child.kill();
      await closed;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntil(
      () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
        return existsSync(socket) || undefined;
      },
      () => `the daemon opened no socket: ${said}`,
      { ms: SOCKET_MS },
    );
    writeScene(["--socket", socket, "--socket-errors=on"], folder, burst);
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

/** Writes the scene with `logger` of bsdutils. */
export function writeScene(where: string[], folder: string, burst: number): void {
  const common = [...where, "--tag", "checkout", "--size", "4096"];
  for (const [index, message] of scene.messages.entries()) {
    const text = index === 3 ? cee(message) : message;
    execFileSync("logger", [...common, "--priority", `user.${priorities[index]}`, "--", text]);
  }
  if (burst === 0) return;
  const file = join(folder, "burst");
  writeFileSync(file, Array.from({ length: burst }, (_, number) => `burst ${number}\n`).join(""));
  execFileSync("logger", [...common, "--priority", "user.info", "--file", file]);
}
