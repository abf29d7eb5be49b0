import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import { parseShortId } from "@/lib/issues/short-id";
import { createTestDatabase } from "@/lib/testing/postgres";
import { createProject } from "./create-project";
import { listKeys } from "./list-keys";
import { listProjectsForNav } from "./list-projects";
import { readProject } from "./read-project";
import { updateProjectSchema } from "./schemas";
import { updateProject } from "./update-project";

const ctx = systemContext();
const baseUrl = "https://errors.example.com/jackdaw";
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

describe("createProject", () => {
  it("gives a project its slug, prefix, first key and issue counter", async () => {
    const project = await createProject(ctx, { name: "Storefront Web", platform: "nextjs" });
    expect(project).toMatchObject({
      slug: "storefront-web",
      shortPrefix: "WEB",
      platform: "nextjs",
      firstEventAt: null,
    });
    const keys = await listKeys(ctx, { slug: project.slug, baseUrl });
    expect(keys).toMatchObject([{ name: "Default", status: "waiting", accepted: 0, dropped: 0 }]);
    expect(keys[0]?.publicKey).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[0]?.dsn).toBe(`https://${keys[0]?.publicKey}@errors.example.com/jackdaw/${project.id}`);
    expect(keys[0]?.trend).toEqual(Array.from({ length: 24 }, () => 0));
    const counter = await pool().query("SELECT next FROM issue_counter WHERE project_id = $1", [project.id]);
    expect(counter.rows).toEqual([{ next: 1 }]);
  });

  it("lets fifty people create the same name at once", async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, () => createProject(ctx, { name: "Race", platform: "go" })),
    );
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(50);
    expect(new Set(made.map(({ shortPrefix }) => shortPrefix)).size).toBe(50);
    for (const { shortPrefix } of made) expect(parseShortId(`${shortPrefix}-1`)).not.toBeNull();
  });

  it("does not hand out the address of a page", async () => {
    expect((await createProject(ctx, { name: "New", platform: "go" })).slug).toBe("new-2");
  });
});

describe("updateProject", () => {
  it("changes what is sent and keeps the rest", async () => {
    await createProject(ctx, { name: "Ledger", platform: "java" });
    const changed = await updateProject(ctx, { slug: "ledger", changes: { slug: "books" } });
    expect(changed).toMatchObject({ slug: "books", name: "Ledger", platform: "java", shortPrefix: "LEDGER" });
    await expect(readProject(ctx, { slug: "ledger" })).rejects.toThrow(NotFoundError);
  });

  it("changes how long and how much is kept, within bounds", async () => {
    const made = await createProject(ctx, { name: "Kept", platform: "java" });
    expect(made).toMatchObject({ retentionDays: 90, maxEvents: 1_000_000 });
    const changes = { retentionDays: 7, maxEvents: 5_000 };
    expect(await updateProject(ctx, { slug: "kept", changes })).toMatchObject({ name: "Kept", ...changes });
    expect(await readProject(ctx, { slug: "kept" })).toMatchObject(changes);
    for (const bad of [{ retentionDays: 0 }, { retentionDays: 3651 }, { maxEvents: 999 }])
      await expect(updateProject(ctx, { slug: "kept", changes: bad })).rejects.toThrow();
  });

  it("changes limits, and takes them away with an empty field", async () => {
    const made = await createProject(ctx, { name: "Busy", platform: "java" });
    expect(made).toMatchObject({ eventsPerMinute: null, newIssuesPerMinute: 100 });
    const typed = updateProjectSchema.parse({ eventsPerMinute: "10,000", newIssuesPerMinute: "" });
    const limited = { eventsPerMinute: 10_000, newIssuesPerMinute: null };
    expect(await updateProject(ctx, { slug: "busy", changes: typed })).toMatchObject(limited);
    expect(await updateProject(ctx, { slug: "busy", changes: { name: "Busier" } })).toMatchObject(limited);
    const none = { eventsPerMinute: null };
    expect(await updateProject(ctx, { slug: "busy", changes: none })).toMatchObject(none);
    for (const bad of ["0", "-1", "1.5", "many", "1e3", "10000001", 0, 10_000_001, Number.NaN])
      expect(updateProjectSchema.safeParse({ eventsPerMinute: bad }).success, String(bad)).toBe(false);
  });

  it("refuses the address of another project and names the field", async () => {
    await createProject(ctx, { name: "Left", platform: "java" });
    await createProject(ctx, { name: "Right", platform: "java" });
    const refusal = await updateProject(ctx, { slug: "left", changes: { slug: "right" } }).catch(
      (error) => error,
    );
    expect(refusal).toBeInstanceOf(InvalidInputError);
    expect(refusal.fields).toHaveProperty("slug");
  });
});

describe("listProjectsForNav", () => {
  it("counts what is open and names the worst level, project by project", async () => {
    const noisy = await createProject(ctx, { name: "Noisy", platform: "node" });
    await createProject(ctx, { name: "Quiet", platform: "node" });
    await pool().query(
      `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, status, first_seen, last_seen)
       VALUES ($1, 1, 'E', '', '', 30, 'node', 'unresolved', now(), now()),
              ($1, 2, 'E', '', '', 40, 'node', 'unresolved', now(), now()),
              ($1, 3, 'E', '', '', 50, 'node', 'resolved', now(), now())`,
      [noisy.id],
    );
    const listed = await listProjectsForNav(ctx);
    expect(listed.find(({ slug }) => slug === "noisy")).toMatchObject({
      unresolvedCount: 2,
      worstLevel: "error",
    });
    expect(listed.find(({ slug }) => slug === "quiet")).toMatchObject({
      unresolvedCount: 0,
      worstLevel: null,
    });
  });
});
