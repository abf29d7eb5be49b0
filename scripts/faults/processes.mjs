import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const running = new Set();

/**
 * Starts a Node program; resolves when a line of its output makes `isReady` true. `ended` resolves when it is gone, and
 * `output` is what it said last, for a person.
 */
export async function start(args, env, isReady) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A Ctrl-C is for us alone: we end what we started, each in its own way.
    detached: true,
  });
  running.add(child);
  const ended = once(child, "exit").then(([code, signal]) => {
    running.delete(child);
    return signal ?? code;
  });
  const output = [];
  const note = (line) => {
    output.push(line);
    if (output.length > 60) output.shift();
  };
  createInterface({ input: child.stderr }).on("line", note);
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      note(text);
      if (isReady(text)) resolve(text);
    });
    void ended.then((code) => reject(new Error(`A program ended with ${code}:\n${output.join("\n")}`)));
  });
  return {
    pid: child.pid,
    line,
    ended,
    output,
    async kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Ends what this run started and is still there. */
export async function endAll() {
  const children = [...running];
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(children.map((child) => once(child, "exit")));
}

/** The ids of a process and everything that it started, itself first. */
export function familyOf(pid) {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family)
    for (const [child, its] of pairs) if (its === parent && !family.includes(child)) family.push(child);
  return family;
}

/** Kills a process and everything that it started, without a word; one that is gone already is no failure. */
export function killFamily(pid) {
  for (const one of familyOf(pid)) {
    try {
      process.kill(one, "SIGKILL");
    } catch (error) {
      // A child may end with its parent.
      if (error.code !== "ESRCH") throw error;
    }
  }
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
