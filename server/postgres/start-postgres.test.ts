import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isAlive, readPostmaster } from "./read-postmaster";
import { type Postgres, startPostgres } from "./start-postgres";

// These tests start and kill real servers. The one who gets killed is a Node process of its own, `holder`.
const holderFile = join(import.meta.dirname, `../../node_modules/.cache/jackdaw/hold-${process.pid}.mjs`);

let premade: string;
let root: string;
let dataDir: string;
const lines: string[] = [];
const log = (line: string) => void lines.push(line);
const children: ChildProcess[] = [];
const servers: Postgres[] = [];

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, "../testing/hold-postgres.ts")],
    outfile: holderFile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  premade = mkdtempSync(join(tmpdir(), "jackdaw-premade-"));
  chmodSync(premade, 0o711);
  const postgres = await startPostgres({ dataDir: premade, log });
  await ask(postgres.url, "CREATE TABLE bird AS SELECT 'jackdaw' AS name");
  await postgres.stop();
});

afterAll(() => {
  rmSync(premade, { recursive: true });
  rmSync(holderFile);
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "jackdaw-supervisor-"));
  chmodSync(root, 0o755);
  dataDir = join(root, "data");
  lines.length = 0;
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const server of servers.splice(0)) await server.stop();
  if (postmasterPid()) await (await startPostgres({ dataDir, log })).stop();
  rmSync(root, { recursive: true, force: true });
});

const cluster = () => join(dataDir, "pg18/cluster");
const postmasterPid = () => readPostmaster(cluster())?.pid ?? 0;

/** Most tests are not about the making of a cluster, which is the slow part: they get a copy of one. */
function bringCluster(): void {
  execFileSync("cp", ["-a", premade, dataDir]);
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Starts Postgres from this process; it is stopped after the test, however that ends. */
async function start(): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, log });
  servers.push(postgres);
  return postgres;
}

/** Starts Postgres from another Node process and answers once that process says so, or has ended. */
async function holder(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [holderFile, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let said = "";
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.endsWith("\n")) resolve();
    });
    child.on("exit", () => resolve());
  });
  return { child, said: said.trim() };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function until(isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !isSo(); await sleep(2))
    if (Date.now() > deadline) throw new Error(`waited in vain: ${isSo.toString()}`);
}

describe("startPostgres", { timeout: 30_000 }, () => {
  it("makes a cluster that keeps what it acknowledged, speaks UTF-8 and UTC, and listens on loopback only", async () => {
    const postgres = await start();
    const show = (name: string) => ask(postgres.url, `SHOW ${name}`);
    expect(await show("server_encoding")).toBe("UTF8");
    expect(await show("data_checksums")).toBe("on");
    expect(await show("fsync")).toBe("on");
    expect(await show("synchronous_commit")).toBe("on");
    expect(await show("timezone")).toBe("UTC");
    expect(await show("listen_addresses")).toBe("127.0.0.1");
    expect(await ask(postgres.url, "SELECT lower('JÄCKDAW') || ('B' < 'a')")).toBe("jäckdawtrue");
    expect(await ask(postgres.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toBe(false);
    await expect(ask(postgres.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow("password");
    await postgres.stop();
    expect(readPostmaster(cluster())).toBeUndefined();
  });

  it("finds letters of every alphabet in trigrams, where the machine knows them", async () => {
    bringCluster();
    const postgres = await start();
    await ask(postgres.url, "CREATE EXTENSION pg_trgm");
    expect(await ask(postgres.url, "SELECT cardinality(show_trgm('Ошибка'))")).toBe(7);
    await postgres.stop();
  });

  it("keeps the data and the address over a restart, and its passwords to itself", async () => {
    bringCluster();
    const first = await start();
    await ask(first.url, "CREATE TABLE nest AS SELECT * FROM bird");
    await first.stop();
    expect(statSync(join(dataDir, "pg18/access.json")).mode & 0o777).toBe(0o600);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT name FROM nest")).toBe("jackdaw");
    await second.stop();
  });

  it("adopts the server that a killed process left running", async () => {
    bringCluster();
    const { child, said } = await holder();
    await ask(said, "CREATE TABLE nest AS SELECT * FROM bird");
    const pid = postmasterPid();
    await kill(child, "SIGKILL");
    const next = await start();
    expect(postmasterPid()).toBe(pid);
    expect(await ask(next.url, "SELECT name FROM nest")).toBe("jackdaw");
    await next.stop();
  });

  it("recovers when both the process and the server were killed", async () => {
    bringCluster();
    const { child, said } = await holder();
    await ask(said, "CREATE TABLE nest AS SELECT * FROM bird");
    await kill(child, "SIGKILL");
    process.kill(postmasterPid(), "SIGKILL");
    const next = await start();
    expect(await ask(next.url, "SELECT name FROM nest")).toBe("jackdaw");
    await next.stop();
  });

  it("stops the server with the process on SIGTERM", async () => {
    bringCluster();
    const { child } = await holder();
    const pid = postmasterPid();
    await kill(child, "SIGTERM");
    expect(child.exitCode).toBe(0);
    expect(readPostmaster(cluster())).toBeUndefined();
    expect(isAlive(pid)).toBe(false);
  });

  it("refuses a folder that another process holds, names it, and leaves its server alone", async () => {
    bringCluster();
    const { child, said } = await holder();
    const refusal = await start().catch((error: Error) => error.message);
    expect(refusal).toContain(`process ${child.pid}, since`);
    expect(refusal).toContain(dataDir);
    expect(await ask(said, "SELECT 1")).toBe(1);
  });

  it("lets exactly one of two first starts win", async () => {
    const both = await Promise.all([holder(), holder()]);
    const urls = both.map(({ said }) => said).filter((said) => said.startsWith("postgresql://"));
    const refusals = both.map(({ said }) => said).filter((said) => said.startsWith("Another Jackdaw"));
    expect([urls.length, refusals.length]).toEqual([1, 1]);
    expect(await ask(urls[0] ?? "", "SELECT 1")).toBe(1);
  });

  it("starts after a first start that was killed while it made the cluster, and sweeps what such leave", async () => {
    const unfinished = holder();
    const workshop = () =>
      existsSync(dataDir) ? readdirSync(dataDir).find((name) => name.startsWith("new-")) : undefined;
    await until(() => existsSync(join(dataDir, workshop() ?? "", "pg18/cluster/PG_VERSION")));
    children[0]?.kill("SIGKILL");
    await unfinished;
    expect(readdirSync(dataDir)).not.toContain("pg18");
    // A start that was killed yesterday: nobody writes there any more, so it is swept.
    mkdirSync(join(dataDir, "new-999999999-00000000/pg18"), { recursive: true });
    const postgres = await start();
    expect(await ask(postgres.url, "SELECT 1")).toBe(1);
    expect(readdirSync(dataDir)).not.toContain("new-999999999-00000000");
    await postgres.stop();
  });

  it("brings a server that died back at the same address", async () => {
    bringCluster();
    const postgres = await start();
    const pid = postmasterPid();
    process.kill(pid, "SIGKILL");
    await until(() => ![0, pid].includes(postmasterPid()) && lines.length > 0);
    await expect.poll(() => ask(postgres.url, "SELECT 1").catch(() => 0), { timeout: 10_000 }).toBe(1);
    await postgres.stop();
  });

  it("is not fooled by a process number that another program got after a reboot", async () => {
    bringCluster();
    const first = await start();
    const file = join(cluster(), "postmaster.pid");
    const left = readFileSync(file, "utf8");
    await first.stop();
    writeFileSync(file, left.replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(await ask(second.url, "SELECT 1")).toBe(1);
    await second.stop();
  });

  it("refuses a cluster of another Postgres version and touches nothing", async () => {
    mkdirSync(join(dataDir, "pg17"), { recursive: true });
    await expect(start()).rejects.toThrow("another Postgres version");
    expect(readdirSync(dataDir)).toEqual(["pg17"]);
  });

  it.runIf(process.getuid?.() === 0)("never runs as root, and moves where its user can reach", async () => {
    chmodSync(root, 0o700);
    const postgres = await start();
    expect(postgres.folder).toMatch(/^\/var\/(lib|tmp)\/jackdaw-[0-9a-f]{12}$/);
    expect(lines.join()).toContain(postgres.folder);
    expect(statSync(join(postgres.folder, "pg18/cluster")).uid).not.toBe(0);
    await postgres.stop();
    rmSync(postgres.folder, { recursive: true });
  });
});
