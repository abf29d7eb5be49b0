import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createTestProject, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { type LogFixture, openLogFixture } from "@/lib/logs/ingest/testing/log-fixture";
import { insertOrganization } from "@/lib/testing/insert-person";
import { explainTrouble } from "./explain-trouble";
import { keepListeners } from "./keep-listeners";

let fixture: LogFixture;
let project: TestProject;
let kept: Awaited<ReturnType<typeof keepListeners>>;
let folder: string;
const patience = { timeout: 20_000, interval: 20 };

beforeAll(async () => {
  fixture = await openLogFixture();
  folder = mkdtempSync(join(tmpdir(), "jackdaw-tls-"));
  makeCertificate("localhost");
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await fixture.close();
}, 30_000);
beforeEach(async () => {
  project = await createTestProject();
  await fixture.query("UPDATE project SET organization_id = $2 WHERE id = $1", [
    project.id,
    await insertOrganization(randomUUID()),
  ]);
  kept = await keepListeners({
    host: "127.0.0.1",
    lookMs: 50,
    tlsCert: join(folder, "cert.pem"),
    tlsKey: join(folder, "key.pem"),
  });
});
afterEach(async () => {
  fixture.proxy.heal();
  await kept.close();
  await fixture.query("DELETE FROM log_listener");
  await fixture.drained();
}, 30_000);

function makeCertificate(name: string): void {
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
  const what = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`];
  execFileSync("openssl", [...what, ...files], { stdio: "ignore" });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function add(kind: string, port: number, rules = "", isOwn = true): Promise<string> {
  const rows = await fixture.query<{ id: string }>(
    `INSERT INTO log_listener (organization_id, kind, port, is_enabled, rules, project_id)
     SELECT organization_id, $2, $3, true, $4, CASE WHEN $5 THEN id END FROM project WHERE id = $1 RETURNING id`,
    [project.id, kind, port, rules, isOwn],
  );
  return rows[0]?.id ?? "";
}

const troubleOf = async (id: string) =>
  (await fixture.query<{ trouble: string }>("SELECT trouble FROM log_listener WHERE id = $1", [id]))[0]
    ?.trouble;
const stored = async () => (await fixture.stored(project)).map((line) => line["m"]);

/** Sends a line once somebody listens there. */
function sendTo(port: number, line: string): Promise<void> {
  return vi.waitFor(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => socket.end(line, resolve));
        socket.once("error", reject);
      }),
    patience,
  );
}

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
    socket.once("error", () => resolve(false));
  });

it("opens, follows its rules, and closes as the table says", async () => {
  const port = await freePort();
  const id = await add("syslog_tcp", port);
  await sendTo(port, "<11>one\n");
  await vi.waitFor(async () => expect(await stored()).toEqual(["one"]), patience);
  await fixture.query(
    `UPDATE log_listener SET project_id = NULL, rules = 'host:h -> ' || (SELECT slug FROM project WHERE id = $2) WHERE id = $1`,
    [id, project.id],
  );
  await vi.waitFor(async () => {
    await sendTo(port, "<11>1 - h a - - - by rule\n");
    expect(await stored()).toContain("by rule");
  }, patience);
  await fixture.query("UPDATE log_listener SET is_enabled = false WHERE id = $1", [id]);
  await vi.waitFor(async () => expect(await isOpen(port)).toBe(false), patience);
});

it("counts by the hour what came, and what nobody was there for", async () => {
  const port = await freePort();
  const id = await add("syslog_tcp", port, "", false);
  const rule =
    "UPDATE log_listener SET rules = 'host:h -> ' || (SELECT slug FROM project WHERE id = $2) WHERE id = $1";
  await fixture.query(rule, [id, project.id]);
  await sendTo(port, "<11>1 - h a - - - one\n<11>1 - h a - - - two\n<11>1 - other a - - - three\n");
  const counts = () =>
    fixture.query<{ lines: string; refused: string }>(
      `SELECT sum(lines)::int AS lines, sum(refused)::int AS refused FROM log_listener_hour
        WHERE listener_id = $1 AND last_at > now() - interval '1 hour'`,
      [id],
    );
  await vi.waitFor(async () => expect(await counts()).toEqual([{ lines: 2, refused: 1 }]), patience);
});

it("says that a port is taken, and opens it once it is free", async () => {
  const port = await freePort();
  const other: Server = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  const id = await add("json_tcp", port);
  await vi.waitFor(async () => expect(await troubleOf(id)).toContain(`Port ${port} is taken`), patience);
  await new Promise((resolve) => other.close(resolve));
  await vi.waitFor(async () => expect(await troubleOf(id)).toBe(""), patience);
  await sendTo(port, '{"message":"fine"}\n');
  await vi.waitFor(async () => expect(await stored()).toEqual(["fine"]), patience);
});

it("keeps listening and storing while Postgres is away", async () => {
  const port = await freePort();
  await add("syslog_tcp", port);
  await sendTo(port, "<11>before\n");
  await vi.waitFor(async () => expect(await stored()).toEqual(["before"]), patience);
  fixture.proxy.cut();
  await sendTo(port, "<11>during\n");
  await vi.waitFor(() => expect(fixture.waiting()).toBeGreaterThan(0), patience);
  expect(await isOpen(port)).toBe(true);
  fixture.proxy.heal();
  await vi.waitFor(
    async () => expect(new Set(await stored())).toEqual(new Set(["before", "during"])),
    patience,
  );
});

it("speaks TLS with the certificate of the settings", async () => {
  const port = await freePort();
  await add("syslog_tls", port);
  await vi.waitFor(async () => expect(await isOpen(port)).toBe(true), patience);
  const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
  socket.end("20 <11>1 - h a - - - x");
  await sendTo(port, "no TLS at all\n");
  await vi.waitFor(async () => expect(await stored()).toHaveLength(1), patience);
});

it("does not speak TLS 1.3, whose tickets make a client that reads nothing lose its last lines", async () => {
  const port = await freePort();
  await add("syslog_tls", port);
  await vi.waitFor(async () => expect(await isOpen(port)).toBe(true), patience);
  const protocol = await new Promise((resolve, reject) => {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false }, () =>
      resolve(socket.getProtocol()),
    );
    socket.once("error", reject);
  });
  expect(protocol).toBe("TLSv1.2");
});

it("shows a renewed certificate to who connects, keeps the old connections, and says when one cannot be used", async () => {
  makeCertificate("before");
  const port = await freePort();
  const id = await add("syslog_tls", port);
  await vi.waitFor(async () => expect(await isOpen(port)).toBe(true), patience);
  const meet = () =>
    new Promise<TLSSocket>((resolve, reject) => {
      const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false }, () =>
        resolve(socket),
      );
      socket.once("error", reject);
    });
  const nameShown = async () => {
    const socket = await meet();
    const { CN } = socket.getPeerCertificate().subject;
    expect(socket.getProtocol()).toBe("TLSv1.2");
    socket.destroy();
    return CN;
  };
  const old = await meet();
  expect(old.getPeerCertificate().subject.CN).toBe("before");
  makeCertificate("renewed");
  await vi.waitFor(async () => expect(await nameShown()).toBe("renewed"), patience);
  old.write("19 <11>1 - h a - - - x");
  await vi.waitFor(async () => expect(await stored()).toEqual(["x"]), patience);
  writeFileSync(join(folder, "key.pem"), "half of a k");
  await vi.waitFor(async () => expect(await troubleOf(id)).toContain("certificate of before"), patience);
  expect(await nameShown()).toBe("renewed");
  makeCertificate("again");
  await vi.waitFor(async () => expect(await troubleOf(id)).toBe(""), patience);
  expect(await nameShown()).toBe("again");
  old.write("19 <11>1 - h a - - - y");
  await vi.waitFor(async () => expect(await stored()).toEqual(["x", "y"]), patience);
  old.destroy();
});

it("explains what is in the way", () => {
  expect(explainTrouble(Object.assign(new Error("x"), { code: "EACCES" }), 514)).toMatch(/514.*5514/);
});
