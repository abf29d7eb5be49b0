import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { pool } from "@/lib/db/pool";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { contextOf, insertPerson, insertTeam } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { countFiring } from "./count-firing";
import { createRule } from "./create-rule";
import { deleteRule } from "./delete-rule";
import { listChanges } from "./list-changes";
import { listFirings } from "./list-firings";
import { listRules } from "./list-rules";
import { QueryFaultsError } from "./query-faults-error";
import { readRule } from "./read-rule";
import type { thresholdConditionSchema } from "./schemas";
import { silenceRule } from "./silence-rule";
import { addProject, type AlertPlace, openAlertPlace, ruleOf } from "./testing/alert-fixture";
import { updateRule } from "./update-rule";

useDatabase();

const count: z.input<typeof thresholdConditionSchema> = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "count" },
  windowMinutes: 5,
  critical: 90,
};
let place: AlertPlace;

beforeEach(async () => {
  place = await openAlertPlace();
});

const names = async (ctx = place.ctx) =>
  (await listRules(ctx, { project: [] })).rules.map(({ name }) => name);

describe("a rule", () => {
  it("is listed, read, changed by whom, silenced, and gone", async () => {
    const { ctx, userId } = place;
    const { id } = await createRule(ctx, ruleOf(place, count));
    expect((await listRules(ctx, { project: [] })).rules).toMatchObject([
      {
        id,
        name: "Watch",
        projects: [place.slug],
        kind: "threshold",
        condition: { query: "level:error", critical: 90 },
        recipients: 1,
        owner: null,
        ownerName: null,
        status: "ok",
        firing: 0,
        trouble: "",
        mayChange: true,
      },
    ]);
    await updateRule(ctx, id, { definition: ruleOf(place, { ...count, critical: 120 }).definition });
    await updateRule(ctx, id, { name: "Watch" });
    await silenceRule(ctx, id, { until: "2030-01-01T00:00:00Z" });
    expect(await readRule(ctx, id)).toMatchObject({
      definition: { condition: { critical: 120 } },
      silencedUntil: "2030-01-01T00:00:00.000Z",
      groups: [],
      mayChange: true,
    });
    const { changes } = await listChanges(ctx, id, {});
    expect(changes).toMatchObject([
      { kind: "silenced", until: "2030-01-01T00:00:00Z" },
      { kind: "updated", by: { id: userId }, changes: [{ path: "condition.critical", from: 90, to: 120 }] },
      { kind: "created", by: { id: userId } },
    ]);
    await deleteRule(ctx, id);
    expect(await names()).toEqual([]);
    await expect(readRule(ctx, id)).rejects.toThrow(NotFoundError);
  });

  it("names its owner, and says when it is checked next", async () => {
    const { ctx, userId } = place;
    const { id } = await createRule(ctx, { ...ruleOf(place, count), owner: { type: "user", id: userId } });
    const { ownerName, nextCheckAt, evaluatedUntil } = await readRule(ctx, id);
    expect(ownerName).toMatch(/^ada-/);
    const wait = Date.parse(nextCheckAt ?? "") - Date.parse(evaluatedUntil ?? "");
    // The minute that comes has to be over, and the checks of a minute are spread over eighteen seconds.
    expect(wait).toBeGreaterThanOrEqual(63_000);
    expect(wait).toBeLessThan(78_000);
    await updateRule(ctx, id, { isEnabled: false });
    expect(await readRule(ctx, id)).toMatchObject({ nextCheckAt: null });
  });

  it("is not changed on the ground of what it no longer is", async () => {
    const { ctx } = place;
    const { id } = await createRule(ctx, ruleOf(place, count));
    const { updatedAt } = await readRule(ctx, id);
    await silenceRule(ctx, id, { until: "2030-01-01T00:00:00Z" });
    await updateRule(ctx, id, { name: "First", basedOn: updatedAt });
    await expect(updateRule(ctx, id, { name: "Second", basedOn: updatedAt })).rejects.toThrow(ConflictError);
    expect(await names()).toEqual(["First"]);
    const { updatedAt: newer } = await readRule(ctx, id);
    await updateRule(ctx, id, { name: "Second", basedOn: newer });
    expect(await names()).toEqual(["Second"]);
  });

  it("is counted while it fires, by those who see it", async () => {
    const { ctx, projectId, organizationId } = place;
    const { id } = await createRule(ctx, ruleOf(place, count));
    expect(await countFiring(ctx)).toEqual({ firing: 0 });
    for (const group of ["host:a", "host:b"])
      await pool().query(
        "INSERT INTO alert_state (project_id, rule_id, group_key, status, since) VALUES ($1, $2, $3, 'warning', now())",
        [projectId, id, group],
      );
    expect(await countFiring(ctx)).toEqual({ firing: 1 });
    const teamId = await insertTeam(organizationId, "Others");
    await pool().query("INSERT INTO project_team VALUES ($1, $2)", [projectId, teamId]);
    const member = await contextOf(await insertPerson({ name: "mia", role: "member", organizationId }));
    expect(await countFiring(member)).toEqual({ firing: 0 });
  });

  it("keeps its state under new thresholds, and begins anew when it measures something else", async () => {
    const { ctx, projectId } = place;
    const { id } = await createRule(ctx, ruleOf(place, count));
    const state = async () =>
      (
        await pool().query("SELECT status FROM alert_state WHERE project_id = $1 AND rule_id = $2", [
          projectId,
          id,
        ])
      ).rowCount;
    await pool().query(
      "INSERT INTO alert_state (project_id, rule_id, group_key, status, since) VALUES ($1, $2, '', 'critical', now())",
      [projectId, id],
    );
    await pool().query(
      "INSERT INTO alert_firing (project_id, id, rule_id, group_key, severity, started_at) VALUES ($1, gen_random_uuid(), $2, '', 'critical', now())",
      [projectId, id],
    );
    const change = (condition: Partial<typeof count>) =>
      updateRule(ctx, id, { definition: ruleOf(place, { ...count, ...condition }).definition });
    await change({ critical: 50, checks: 2 });
    expect([await state(), (await listRules(ctx, { project: [] })).rules[0]?.status]).toEqual([
      1,
      "critical",
    ]);
    await change({ critical: 50, query: "level:fatal" });
    expect(await state()).toBe(0);
    const { firings } = await listFirings(ctx, id, {});
    expect(firings).toMatchObject([{ severity: "critical", messages: 0, issue: null }]);
    expect(firings[0]?.endedAt).not.toBeNull();
  });

  it("is seen by who sees one of its projects, and changed by who sees all", async () => {
    const { userId, organizationId, slug } = place;
    const team = await insertTeam(organizationId, `t-${slug}`);
    await addProject(organizationId, `x${slug}`, team);
    await addProject(organizationId, `y${slug}`, team);
    const ctx = await contextOf(userId);
    const member = await contextOf(
      await insertPerson({ name: `bob-${slug}`, role: "member", organizationId }),
    );
    const viewer = await contextOf(
      await insertPerson({ name: `eve-${slug}`, role: "viewer", organizationId }),
    );
    const make = (name: string, projects: string[]) =>
      createRule(ctx, { ...ruleOf(place, count), name, projects });
    const both = await make("Both", [slug, `x${slug}`]);
    const hidden = await make("Hidden", [`x${slug}`, `y${slug}`]);
    const open = await make("Open", [slug]);
    expect(await names(member)).toEqual(["Both", "Open"]);
    expect(await readRule(member, both.id)).toMatchObject({ projects: [slug], mayChange: false });
    expect(await readRule(viewer, open.id)).toMatchObject({ mayChange: false });
    await expect(updateRule(member, both.id, { name: "Mine" })).rejects.toThrow(ForbiddenError);
    await expect(updateRule(member, hidden.id, { name: "Mine" })).rejects.toThrow(NotFoundError);
    await expect(deleteRule(viewer, open.id)).rejects.toThrow(ForbiddenError);
    await expect(silenceRule(member, hidden.id, { until: null })).rejects.toThrow(NotFoundError);
    await expect(listFirings(member, hidden.id, {})).rejects.toThrow(NotFoundError);
    await expect(listChanges(member, hidden.id, {})).rejects.toThrow(NotFoundError);
    await expect(createRule(member, { ...ruleOf(place, count), projects: [`x${slug}`] })).rejects.toThrow(
      NotFoundError,
    );
    await updateRule(member, open.id, { name: "Opened" });
    const other = await openAlertPlace();
    expect(await names(other.ctx)).toEqual([]);
    await expect(readRule(other.ctx, open.id)).rejects.toThrow(NotFoundError);
  });
});

describe("a query that cannot be used", () => {
  it.each([
    [{ query: "level:error | stats count()" }, { query: [{ from: 12 }], other: [] }],
    [{ query: 'level:error "open' }, { query: [{}], other: [] }],
    [{ query: "timestamp:-1h" }, { query: [{ from: 0, to: 13 }], other: [] }],
    [{ query: "browser:Firefox OR assigned:me" }, { query: [{ from: 19, to: 30 }], other: [] }],
    [{ measure: { kind: "ratio", other: "release:latest" } }, { query: [], other: [{ from: 0, to: 14 }] }],
    [
      { dataset: "logs", query: "level:error | stats count()" },
      { query: [{ from: 0 }], other: [] },
    ],
    [
      { dataset: "logs", query: "level:error | nonsense" },
      { query: [{ from: 14 }], other: [] },
    ],
  ] satisfies [Partial<typeof count>, object][])("%j says where", async (change, faults) => {
    const refused = createRule(place.ctx, ruleOf(place, { ...count, ...change }));
    await expect(refused).rejects.toThrow(QueryFaultsError);
    await expect(refused).rejects.toMatchObject({ status: 422, faults });
    expect(await names()).toEqual([]);
  });

  it.each([
    "level:error environment:production release:1.*",
    "is:unresolved TypeError",
    "browser:Firefox level:error user.id:1",
    "release:>=2.0.0",
    "browser:Firefox OR level:fatal",
  ])("%s can be used", async (query) => {
    await createRule(place.ctx, ruleOf(place, { ...count, query }));
    expect(await names()).toEqual(["Watch"]);
  });
});

it.each([
  [{ warning: 100 }, "definition.condition.warning"],
  [{ resolve: 95 }, "definition.condition.resolve"],
  [{ comparison: "below", warning: 80 }, "definition.condition.warning"],
  [{ schedule: { cron: "61 * * * *", timeZone: "UTC" } }, "definition.condition.schedule.cron"],
  [{ schedule: { cron: "0 * * * *", timeZone: "Mars/Olympus" } }, "definition.condition.schedule.timeZone"],
  [{ measure: { kind: "new_pattern" } }, "definition.condition.measure"],
  [{ measure: { kind: "silence" }, changeFrom: "day" }, "definition.condition.changeFrom"],
] satisfies [Partial<typeof count>, string][])(
  "thresholds that contradict each other are refused: %j",
  async (change, field) => {
    const refused = createRule(place.ctx, ruleOf(place, { ...count, ...change }));
    await expect(refused).rejects.toThrow(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
  },
);

it("recipients and owners are of the organization", async () => {
  const other = await openAlertPlace();
  for (const to of [
    { type: "channel", id: other.channelId },
    { type: "user", id: other.userId },
  ] as const) {
    const refused = createRule(place.ctx, ruleOf(place, count, { recipients: [{ to }] }));
    await expect(refused).rejects.toMatchObject({
      fields: { "definition.recipients.0.to": expect.any(String) },
    });
  }
  const owner = { type: "user", id: other.userId } as const;
  await expect(createRule(place.ctx, { ...ruleOf(place, count), owner })).rejects.toMatchObject({
    fields: { owner: expect.any(String) },
  });
});
