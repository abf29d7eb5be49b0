import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const LONGEST_START_MS = 60_000;

/**
 * Starts the production build as `npm start` does, on a free port and a data folder of its own, with an owner.
 * Resolves when it says that it is ready; `stop` ends it and removes the folder. A folder that is named is used and stays.
 */
export async function spawnJackdaw({ owner, env = {}, folder, longestStartMs = LONGEST_START_MS }) {
  const port = await freePort();
  if (folder) await mkdir(folder, { recursive: true });
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "jackdaw-bench-")));
  // Postgres does not run as root, and must get in.
  await chmod(dataDir, 0o755);
  const [, ...args] = JSON.parse(readFileSync("package.json", "utf8")).scripts.start.split(" ");
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      DATABASE_URL: "",
      PORT: String(port),
      HOST: "127.0.0.1",
      JACKDAW_DATA: dataDir,
      JACKDAW_OWNER_EMAIL: owner.email,
      JACKDAW_OWNER_PASSWORD: owner.password,
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      console.log(`  ${line}`);
      if (line.includes("Jackdaw is ready")) break;
    }
    child.stdout.resume();
  })();
  const gone = exited.then(() => Promise.reject(new Error("Jackdaw did not start.")));
  await within(longestStartMs, Promise.race([ready, gone])).catch((error) => {
    child.kill("SIGTERM");
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    dataDir,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      if (!folder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Jackdaw was not ready after ${ms / 1000} s.`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
