import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll } from "vitest";

const built: Promise<string>[] = [];
const running: Child[] = [];

/** A process of its own, and the lines that it has printed. */
export interface Child {
  process: ChildProcess;
  lines: string[];
  /** Ends it as `kill -9` does and returns when it is gone and all its lines are here. */
  kill(): Promise<void>;
}

afterAll(async () => {
  await Promise.all(running.map((child) => child.kill()));
  for (const file of await Promise.all(built)) rmSync(file);
});

/** Bundles a file of this folder; the path of what can be started. */
export function bundle(name: string): Promise<string> {
  const folder = join(import.meta.dirname, "../../../../node_modules/.cache/jackdaw");
  const outfile = join(folder, `${name}-${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  const done = build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  }).then(() => outfile);
  built.push(done);
  return done;
}

/** Starts a bundled file with arguments. */
export function startChild(file: string, args: string[]): Child {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
  const over = Promise.all([once(child, "exit"), once(reader, "close")]);
  const started: Child = {
    process: child,
    lines,
    async kill() {
      child.kill("SIGKILL");
      await over;
    },
  };
  running.push(started);
  return started;
}
