import { spawn } from "node:child_process";
import type { Account } from "./pick-account";

/** Runs a program to its end and answers its exit code and all that it printed. Never throws on a bad exit. */
export function runAs(
  account: Account | undefined,
  file: string,
  args: string[],
  output: "pipe" | number = "pipe",
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      // The caller's folder may be closed to the account.
      cwd: process.platform === "win32" ? undefined : "/",
      // Nothing of our environment (secrets, PG* variables, a locale) reaches the server.
      env: process.platform === "win32" ? undefined : { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", output, output],
      // A Ctrl-C in the terminal must reach us alone: Postgres stops last.
      detached: process.platform !== "win32",
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString().trim() }),
    );
  });
}
