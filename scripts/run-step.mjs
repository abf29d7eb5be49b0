import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The program of an installed package's `bin`, for `node`: works where `.bin` links and shells differ. */
export function programOf(path) {
  return join(root, "node_modules", path);
}

const TELL_EVERY_MS = 5_000;
const running = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stopSteps);

function stopSteps() {
  if (running.size === 0) return;
  for (const child of running) child.kill("SIGTERM");
  process.exit(130);
}

/**
 * Runs a slow program to its end, saying every five seconds that it still runs. Its output appears only when it
 * fails; then the returned promise is rejected with the step's name.
 */
export async function runStep(label, command, args, env = {}) {
  const begun = Date.now();
  const elapsed = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  console.log(`${label}…`);
  const ticker = setInterval(() => console.log(`  … ${elapsed()}`), TELL_EVERY_MS);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  running.add(child);
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  try {
    const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (code === 0) return console.log(`  done in ${elapsed()}`);
    process.stderr.write(Buffer.concat(output));
    throw new Error(`“${label}” failed (exit code ${code}). What it said stands above.`);
  } finally {
    running.delete(child);
    clearInterval(ticker);
  }
}
