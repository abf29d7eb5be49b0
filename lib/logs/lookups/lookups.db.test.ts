import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { createChart } from "@/lib/logs/charts/create-chart";
import { lookupCount } from "@/lib/logs/constants";
import { readLookup } from "@/lib/logs/query/read-lookup";
import { insertProject } from "@/lib/testing/insert-issue";
import { insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { createView } from "@/lib/views/create-view";
import { createLookup } from "./create-lookup";
import { deleteLookup } from "./delete-lookup";
import { exportLookup } from "./export-lookup";
import { listLookups } from "./list-lookups";
import { previewLookup } from "./preview-lookup";
import { replaceLookup } from "./replace-lookup";

useDatabase();
let shop = 0;
let bank = 0;
let userId = "";
let organizationId = "";

function person(role: Role, projectIds: number[]): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId, organizationId, role, projectIds } };
}
const ada = () => person("member", [shop]);

beforeAll(async () => {
  organizationId = await insertOrganization("acme");
  userId = await insertPerson({ name: "Ada", role: "member", organizationId });
  shop = await insertProject("shop");
  bank = await insertProject("bank");
});
beforeEach(() => pool().query("TRUNCATE log_lookup, log_chart, saved_view CASCADE"));

const teams = { slug: "shop", name: "teams" };
const upload = (csv = 'host,team\nweb-1,shop\nweb-2,"a, ""b"""\n') => createLookup(ada(), { ...teams, csv });

describe("a table for lookup", () => {
  it("is stored, listed, shown, replaced, and seen by questions at once", async () => {
    await upload();
    expect(await listLookups(person("viewer", [shop]), { slug: "shop" })).toMatchObject({
      lookups: [{ name: "teams", columns: ["host", "team"], rows: 2, bytes: 38, updatedBy: "Ada" }],
    });
    expect(await previewLookup(ada(), teams)).toEqual({
      columns: ["host", "team"],
      rows: [
        ["web-1", "shop"],
        ["web-2", 'a, "b"'],
      ],
      total: 2,
    });
    await replaceLookup(ada(), { ...teams, csv: "\uFEFFhost,owner\nweb-9,eve" });
    expect(await readLookup("teams", [shop])).toEqual({
      columns: ["host", "owner"],
      rows: [["web-9", "eve"]],
    });
    await deleteLookup(ada(), teams);
    expect(await readLookup("teams", [shop])).toBeNull();
    await expect(previewLookup(ada(), teams)).rejects.toThrow(NotFoundError);
    await expect(replaceLookup(ada(), { ...teams, csv: "a,b\n1,2" })).rejects.toThrow(NotFoundError);
  });

  it("is refused with the place of what is wrong, and what was there stays", async () => {
    await upload();
    const odd = "host,team\nweb-1";
    const refusal = { fields: { csv: expect.stringMatching(/^Line 2, column 1: /) } };
    await expect(replaceLookup(ada(), { ...teams, csv: odd })).rejects.toMatchObject(refusal);
    await expect(createLookup(ada(), { ...teams, name: "other", csv: odd })).rejects.toMatchObject(refusal);
    await expect(upload()).rejects.toThrow(InvalidInputError);
    expect((await listLookups(ada(), { slug: "shop" })).lookups).toHaveLength(1);
    expect((await previewLookup(ada(), teams)).total).toBe(2);
  });

  it(`is one of at most ${lookupCount}`, async () => {
    await pool().query(
      `INSERT INTO log_lookup (project_id, name, columns, rows, body, updated_by)
       SELECT $1, 't' || n, '{a,b}', 0, '', '' FROM generate_series(1, $2::int) AS n`,
      [shop, lookupCount],
    );
    await expect(upload()).rejects.toThrow(ConflictError);
    await upload().catch(() => undefined);
    await createLookup(person("member", [bank]), { slug: "bank", name: "teams", csv: "a,b\n1,2" });
    expect((await listLookups(ada(), { slug: "shop" })).lookups).toHaveLength(lookupCount);
  });

  it("leaves as a file in which a spreadsheet runs nothing", async () => {
    await upload('host,team\nweb-1,"=HYPERLINK(""x"")"\n@me,-1\n');
    expect(await exportLookup(ada(), teams)).toBe(
      'host,team\r\nweb-1,"\'=HYPERLINK(""x"")"\r\n\'@me,\'-1\r\n',
    );
  });

  it("says which charts and which searches of the reader use it", async () => {
    await upload();
    const query = "level:error | lookup teams on host | stats count() by team";
    await createChart(ada(), { slug: "shop", title: "By team", query, period: "24h" });
    const chart = { slug: "shop", title: "Plain", query: "lookup | stats count()", period: "24h" } as const;
    await createChart(ada(), chart);
    const view = { subject: "logs", isShared: false, isPinned: false } as const;
    const address = new URLSearchParams({ query }).toString();
    await createView(ada(), { ...view, name: "Mine", address });
    await createView(ada(), { ...view, name: "Elsewhere", address: `${address}&project=bank` });
    const { lookups } = await listLookups(ada(), { slug: "shop" });
    expect(lookups[0]?.usedBy).toEqual({ charts: ["By team"], searches: ["Mine"] });
    const other = person("viewer", [shop]);
    const seen = await listLookups({ ...other, actor: { ...other.actor, userId: "x" } }, { slug: "shop" });
    expect(seen.lookups[0]?.usedBy).toEqual({ charts: ["By team"], searches: [] });
  });

  it("is changed by who may work there, and exists for nobody elsewhere", async () => {
    await upload();
    const viewer = person("viewer", [shop]);
    const stranger = person("owner", [bank]);
    const csv = "a,b\n1,2";
    await expect(replaceLookup(viewer, { ...teams, csv })).rejects.toThrow(ForbiddenError);
    await expect(deleteLookup(viewer, teams)).rejects.toThrow(ForbiddenError);
    await expect(createLookup(viewer, { ...teams, csv })).rejects.toThrow(ForbiddenError);
    for (const slug of ["shop", "bank"]) {
      await expect(replaceLookup(stranger, { ...teams, slug, csv })).rejects.toThrow(NotFoundError);
      await expect(deleteLookup(stranger, { ...teams, slug })).rejects.toThrow(NotFoundError);
      await expect(exportLookup(stranger, { ...teams, slug })).rejects.toThrow(NotFoundError);
      await expect(previewLookup(stranger, { ...teams, slug })).rejects.toThrow(NotFoundError);
    }
    expect((await previewLookup(ada(), teams)).total).toBe(2);
  });
});
