import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { NOT_TRIED } from "@/lib/logs/listen/schemas";
import { createProject } from "@/lib/projects/create-project";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { changeListener } from "./change-listener";
import { createListener } from "./create-listener";
import { deleteListener } from "./delete-listener";
import { listListeners } from "./list-listeners";
import { listenerSchema, type TryRulesInput, tryRulesSchema } from "./schemas";
import { tryRules } from "./try-rules";

useDatabase();

let admin: Context;
let member: Context;
let stranger: Context;
let token: string;

beforeAll(async () => {
  const organizationId = await insertOrganization("ours");
  const adminId = await insertPerson({ name: "Ada", role: "admin", organizationId });
  const memberId = await insertPerson({ name: "Mia", role: "member", organizationId });
  admin = await contextOf(adminId);
  for (const name of ["Shop", "Ops"]) await createProject(admin, { name, platform: "node" });
  const elsewhere = await insertOrganization("theirs");
  stranger = await contextOf(await insertPerson({ name: "Sam", role: "owner", organizationId: elsewhere }));
  await createProject(stranger, { name: "Foreign", platform: "node" });
  [admin, member, stranger] = (await Promise.all(
    [adminId, memberId, stranger.actor.userId].map((id) => contextOf(id)),
  )) as [Context, Context, Context];
  const { rows } = await pool().query<{ key: string }>(
    "SELECT public_key AS key FROM project_key k JOIN project p ON p.id = k.project_id WHERE p.slug = 'ops'",
  );
  token = rows[0]?.key ?? "";
});

let port = 6_000;
const create = (more: object = {}) =>
  createListener(admin, listenerSchema.parse({ kind: "syslog_tcp", port: ++port, ...more }));
const find = async (ctx: Context, id: string) =>
  (await listListeners(ctx)).listeners.find((listener) => listener.id === id);
const setTrouble = (id: string, trouble: string) =>
  pool().query("UPDATE log_listener SET trouble = $2 WHERE id = $1", [id, trouble]);

describe("a listener", () => {
  it("is made, shown with its state, changed, switched off and deleted", async () => {
    const { id } = await create({ project: "shop", rules: "host:web-* -> shop\n# none\nhost:x -> ops" });
    expect(await find(admin, id)).toMatchObject({
      kind: "syslog_tcp",
      state: "opening",
      project: { slug: "shop", name: "Shop" },
      ruleCount: 2,
      lines: 0,
      lastLineAt: null,
    });
    await setTrouble(id, "");
    expect(await find(admin, id)).toMatchObject({ state: "listening", trouble: "" });
    await changeListener(admin, id, { rules: "host:a -> ops", project: null });
    expect(await find(admin, id)).toMatchObject({
      state: "listening",
      project: null,
      rules: "host:a -> ops",
    });
    await setTrouble(id, "Port 514 is taken");
    expect(await find(admin, id)).toMatchObject({ state: "trouble", trouble: "Port 514 is taken" });
    await changeListener(admin, id, { port: ++port });
    expect(await find(admin, id)).toMatchObject({ state: "opening", port, rules: "host:a -> ops" });
    await changeListener(admin, id, { isEnabled: false });
    expect(await find(admin, id)).toMatchObject({ state: "off" });
    const { rows } = await pool().query("SELECT trouble FROM log_listener WHERE id = $1", [id]);
    expect(rows).toEqual([{ trouble: NOT_TRIED }]);
    await deleteListener(admin, id);
    expect(await find(admin, id)).toBeUndefined();
  });

  it("says what came within a day", async () => {
    const { id } = await create();
    for (const hours of [0, 3, 30])
      await pool().query(
        `INSERT INTO log_listener_hour VALUES ($1, date_trunc('hour', now()) - make_interval(hours => $2), 10, 1,
                                               now() - make_interval(hours => $2))`,
        [id, hours],
      );
    const row = await find(admin, id);
    expect(row).toMatchObject({ lines: 20, refused: 2 });
    expect(Date.now() - Date.parse(row?.lastLineAt ?? "")).toBeLessThan(3_600_000);
  });

  it("shares its port with none of its transport, whatever it speaks; UDP and TCP are apart", async () => {
    const { id } = await create({ kind: "syslog_tcp", port: 7_001 });
    for (const kind of ["syslog_tcp", "json_tcp", "lumberjack"])
      await expect(create({ kind, port: 7_001, isEnabled: false })).rejects.toThrow(ConflictError);
    const udp = await create({ kind: "gelf_udp", port: 7_001 });
    await expect(changeListener(admin, udp.id, { kind: "gelf_tcp" })).rejects.toThrow(ConflictError);
    await changeListener(admin, id, { kind: "json_tcp" });
    const results = await Promise.allSettled([
      create({ kind: "gelf_tcp", port: 7_002 }),
      create({ kind: "json_tcp", port: 7_002 }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("takes rules that can be read only, and says where not", async () => {
    await expect(create({ rules: "host:a -> shop\nhost:[ -> shop" })).rejects.toMatchObject({
      fields: { rules: expect.stringMatching(/^Line 2, column 6: /) },
    });
    const { id } = await create();
    await expect(changeListener(admin, id, { rules: "x" })).rejects.toThrow(InvalidInputError);
    await expect(create({ project: "foreign" })).rejects.toThrow(NotFoundError);
    await expect(changeListener(admin, id, { project: "foreign" })).rejects.toThrow(NotFoundError);
  });

  it("is seen by members without its rules, changed by admins alone, and nobody's elsewhere", async () => {
    const { id } = await create({ rules: "host:secret -> shop" });
    expect(await find(member, id)).toMatchObject({ rules: null, ruleCount: 1 });
    expect(JSON.stringify(await listListeners(member))).not.toContain("secret");
    expect((await listListeners(member)).tls).toBeNull();
    expect((await listListeners(stranger)).listeners).toEqual([]);
    for (const attempt of [
      () => createListener(member, listenerSchema.parse({ kind: "gelf_tcp", port: 7_500 })),
      () => changeListener(member, id, { isEnabled: false }),
      () => deleteListener(member, id),
      () => tryRules(member, tryRulesSchema.parse({ kind: "gelf_tcp" })),
    ])
      await expect(attempt()).rejects.toThrow(ForbiddenError);
    await expect(changeListener(stranger, id, { isEnabled: false })).rejects.toThrow(NotFoundError);
    await expect(deleteListener(stranger, id)).rejects.toThrow(NotFoundError);
  });
});

const attempt = (more: Partial<TryRulesInput>) =>
  tryRules(admin, tryRulesSchema.parse({ kind: "syslog_tcp", ...more }));

describe("trying rules", () => {
  it("says where a line goes, and by what", async () => {
    const rules = "host:web-* -> shop\nservice:sshd -> ops\naddress:10.0.0.0/8 -> ops\nhost:far -> foreign";
    const { messages, errors, warnings } = await attempt({
      rules,
      project: "shop",
      address: "10.1.2.3",
      sample: [
        "<11>1 - web-1 app - - - one",
        "<11>1 - db sshd - - - two",
        "three",
        `<11>a: {"message":"four","token":"${token}"}`,
      ].join("\n"),
    });
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([{ line: 4, column: 13 }]);
    expect(messages.map(({ message, project, by }) => [message, project?.slug, by.kind])).toEqual([
      ["one", "shop", "rule"],
      ["two", "ops", "rule"],
      ["three", "ops", "rule"],
      ["four", "ops", "token"],
    ]);
    expect(messages[1]?.by).toEqual({ kind: "rule", line: 2, text: "service:sshd -> ops" });
    expect(messages[2]?.host).toBe("10.1.2.3");
  });

  it("says what goes to the listener's own project, and what nowhere", async () => {
    const sample = "<11>1 - web-1 app - - - one";
    expect((await attempt({ sample, project: "ops" })).messages).toMatchObject([
      { project: { slug: "ops" }, by: { kind: "listener" } },
    ]);
    expect((await attempt({ sample })).messages).toMatchObject([{ project: null, by: { kind: "nothing" } }]);
  });

  it("says what is wrong with rules and samples, and reads each kind as its listener does", async () => {
    expect((await attempt({ rules: "host:a -> shop\nhost" })).errors).toMatchObject([{ line: 2, column: 1 }]);
    const gelf = await attempt({
      kind: "gelf_udp",
      sample: '{"host":"h","short_message":"m"}',
      project: "shop",
    });
    expect(gelf.messages).toMatchObject([{ host: "h", message: "m" }]);
    expect((await attempt({ kind: "gelf_tcp", sample: "{}" })).refused).toHaveLength(1);
    const json = await attempt({ kind: "lumberjack", sample: '{"message":"m","host":{"name":"h"}}' });
    expect(json.messages).toMatchObject([{ host: "h", message: "m" }]);
  });
});
