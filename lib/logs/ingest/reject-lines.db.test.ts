import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext, type Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { createTestProject, readOutcomes, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { listRejections } from "@/lib/logs/rejections/list-rejections";
import { readRejection } from "@/lib/logs/rejections/read-rejection";
import { flushRejections, rejectLines } from "./reject-lines";
import { keyOf, type LogFixture, openLogFixture } from "./testing/log-fixture";

let fixture: LogFixture;
let project: TestProject;
let key: KeyEntry;
let slug: string;
let ctx: Context;

beforeAll(async () => {
  fixture = await openLogFixture();
}, 60_000);
afterAll(() => fixture.close(), 30_000);
beforeEach(async () => {
  project = await createTestProject();
  key = await keyOf(project);
  const { rows } = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [
    project.id,
  ]);
  slug = rows[0]?.slug ?? "";
  ctx = systemContext();
});

const rejection = { door: "generic", reason: "invalid_json", detail: "It is no JSON." };
const flush = async () => {
  await flushRejections();
  await flushOutcomes();
};

describe("what is rejected", () => {
  it("is counted and kept with its beginning", async () => {
    rejectLines(key, {
      ...rejection,
      remote: "192.0.2.1",
      sample: Buffer.from([0xff, 0x00, 0x41]),
      lines: 3,
    });
    await flush();
    const { rows, nextCursor } = await listRejections(ctx, { project: slug });
    expect(nextCursor).toBeNull();
    expect(rows).toMatchObject([
      { ...rejection, remote: "192.0.2.1", bytes: 3, sampleBytes: 3, preview: "\ufffd\0A" },
    ]);
    const { sample } = await readRejection(ctx, { project: slug, id: rows[0]?.id ?? "" });
    expect([...sample]).toEqual([0xff, 0x00, 0x41]);
    expect(await readOutcomes(project.id)).toEqual(["log_item invalid invalid_json 3"]);
  });

  it("keeps 8 KiB of a long one", async () => {
    rejectLines(key, { ...rejection, sample: "é".repeat(20_000) });
    await flush();
    const { rows } = await listRejections(ctx, { project: slug });
    expect(rows).toMatchObject([{ bytes: 40_000, sampleBytes: 8_192 }]);
  });

  it("keeps twenty a second of a flood, and counts all", async () => {
    for (let n = 0; n < 500; n++) rejectLines(key, { ...rejection, sample: `${n}` });
    await flush();
    const [row] = await fixture.query(
      "SELECT count(*)::int AS count FROM log_rejection WHERE project_id = $1",
      [project.id],
    );
    expect(row).toEqual({ count: 20 });
    expect(await readOutcomes(project.id)).toEqual(["log_item invalid invalid_json 500"]);
  });

  it("leaves the newest thousand, and lists them page by page", async () => {
    await fixture.query(
      `INSERT INTO log_rejection (project_id, received_at, door, reason, detail, bytes, sample)
       SELECT $1, now() - n * interval '1 second', 'generic', 'old', n::text, 1, 'x' FROM generate_series(1, 1005) AS n`,
      [project.id],
    );
    rejectLines(key, { ...rejection, sample: "newest" });
    await flush();
    const details: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listRejections(ctx, { project: slug, cursor });
      details.push(...page.rows.map(({ detail }) => detail));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(details).toEqual([rejection.detail, ...Array.from({ length: 999 }, (_, n) => String(n + 1))]);
  });

  it("waits for a database that is away", async () => {
    fixture.proxy.cut();
    rejectLines(key, { ...rejection, sample: "kept" });
    await expect(flushRejections()).rejects.toThrow();
    fixture.proxy.heal();
    await flush();
    expect((await listRejections(ctx, { project: slug })).rows.map(({ preview }) => preview)).toEqual([
      "kept",
    ]);
  });

  it("stands nowhere for others", async () => {
    rejectLines(key, { ...rejection, sample: "x" });
    await flush();
    const { rows } = await listRejections(ctx, { project: slug });
    const other = await createTestProject();
    const names = await pool().query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [other.id]);
    const id = rows[0]?.id ?? "";
    await expect(readRejection(ctx, { project: names.rows[0]?.slug ?? "", id })).rejects.toThrow(
      NotFoundError,
    );
  });
});
