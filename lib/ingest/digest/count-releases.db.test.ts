import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { createTestProject } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { useDatabase } from "@/lib/testing/use-database";

const KEY = "00000000-0000-4000-8000-000000000001";
useDatabase();
let projectId = 0;

beforeEach(async () => {
  projectId = (await createTestProject()).id;
});

const prepared = (change: Partial<PreparedEvent> = {}) =>
  prepareTestEvent({ id: projectId, keyId: KEY }, change);
const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const query = async (sql: string) => (await pool().query<object>(sql, [projectId])).rows;
const releases = () =>
  query(`SELECT version, package, version_key, first_seen, last_seen, event_count AS events
           FROM release WHERE project_id = $1 ORDER BY version COLLATE "C"`);

describe("releases", () => {
  it("appear with their first event, and count each", async () => {
    const [first, second] = [new Date("2026-11-22T10:00:00.000Z"), new Date("2026-11-22T11:30:00.000Z")];
    await digest([prepared({ release: "web@1.2.3", receivedAt: second }), prepared({ release: "4f9c2ab" })]);
    await digest([
      prepared({ release: "web@1.2.3", receivedAt: first }),
      prepared({ release: "web@1.2.3", receivedAt: first, hashes: ["b".repeat(32)] }),
      prepared({ release: "" }),
    ]);
    expect(await releases()).toMatchObject([
      { version: "4f9c2ab", package: null, version_key: null, events: 1 },
      { version: "web@1.2.3", package: "web", version_key: "a1a2a3a0~", events: 3 },
    ]);
    expect((await releases())[1]).toMatchObject({ first_seen: first, last_seen: second });
  });

  it("count no event twice, and none of a batch that fails", async () => {
    const event = prepared();
    await digest([event, { ...event }]);
    await digest([event]);
    await expect(digest([prepared(), prepared({ level: 7 })])).rejects.toThrow(/issue_level_check/);
    expect(await releases()).toMatchObject([{ version: "1.0.0", events: 1 }]);
  });

  it("count their hours by environment", async () => {
    const other = { environment: "", receivedAt: at("10:00:00") };
    await digest([
      prepared({ receivedAt: at("10:00:00") }),
      prepared({ receivedAt: at("10:59:59") }),
      prepared({ receivedAt: at("11:00:00") }),
      prepared(other),
      prepared({ ...other, release: "" }),
    ]);
    await digest([prepared(other)]);
    expect(
      await query(
        `SELECT version, environment, bucket, count FROM release_stat WHERE project_id = $1 ORDER BY 3, 2`,
      ),
    ).toEqual([
      { version: "1.0.0", environment: "", bucket: at("10:00:00"), count: 2 },
      { version: "1.0.0", environment: "production", bucket: at("10:00:00"), count: 2 },
      { version: "1.0.0", environment: "production", bucket: at("11:00:00"), count: 1 },
    ]);
  });

  it("stand in the table before the issues are counted", async () => {
    await digest([prepared()]);
    await pool().query(`
      CREATE FUNCTION note_release() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM release WHERE project_id = new.project_id AND version = new.last_release)
        THEN RAISE 'release is not there yet'; END IF;
        RETURN new; END $$;
      CREATE TRIGGER note_release BEFORE UPDATE ON issue FOR EACH ROW EXECUTE FUNCTION note_release();`);
    await digest([prepared({ release: "1.0.1" })]);
    expect(await releases()).toHaveLength(2);
    await pool().query("DROP FUNCTION note_release CASCADE");
  });

  it("keep hostile names as they are, also when many processes count them in opposite order", async () => {
    const names = ["a/../b", "%2F'\"\\{},", "é\u{1f680}".repeat(60), "web@1.0.0", "NULL", " @ "];
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        digest((index % 2 ? names : names.toReversed()).map((release) => prepared({ release }))),
      ),
    );
    expect(await releases()).toHaveLength(names.length);
    expect(await releases()).toMatchObject(
      names.toSorted(byBytes).map((version) => ({ version, events: 12 })),
    );
  });
});

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
