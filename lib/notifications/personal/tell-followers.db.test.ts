import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { changeIssues } from "@/lib/issues/workflow/change-issues";
import { addComment } from "@/lib/issues/workflow/comments/add-comment";
import * as queue from "@/lib/notifications/enqueue";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { tellFollowers } from "./tell-followers";

useDatabase();

const { signal } = new AbortController();
const people: Record<string, Context> = {};
let projectId: number;
let shortId: string;

beforeAll(async () => {
  const organizationId = await insertOrganization("ours");
  projectId = await insertProject("web");
  for (const name of ["Ada", "Bob", "Cy"]) {
    people[name] = await contextOf(await insertPerson({ name, role: "member", organizationId }));
  }
});
beforeEach(async () => {
  await pool().query("TRUNCATE notification, delivery, issue_activity, issue_person");
  shortId = await insertIssue(projectId);
});

const as = (name: string) => people[name] as Context;
const told = async () => {
  const { rows } = await pool().query<{ name: string; reason: string; text: string }>(
    `SELECT u.name, n.facts->>'reason' AS reason, n.facts->>'text' AS text
       FROM delivery d JOIN notification n ON n.project_id = d.project_id AND n.id = ANY(d.notification_ids)
       JOIN app_user u ON 'user:' || u.id = d.recipient ORDER BY u.name, reason`,
  );
  return rows.map(({ name, reason, text }) => `${name}: ${reason} ${text}`);
};

it("tells who is called, and who follows, but not who did it", async () => {
  await addComment(as("Ada"), shortId, { text: "First" });
  await tellFollowers({ signal });
  expect(await told()).toEqual([]);
  await addComment(as("Bob"), shortId, { text: "@Cy look" });
  await tellFollowers({ signal });
  expect(await told()).toEqual(["Ada: commented @Cy look", "Cy: mentioned @Cy look"]);
});

it("tells each act once, with two processes at it", async () => {
  await addComment(as("Ada"), shortId, { text: "First" });
  await changeIssues(as("Bob"), { change: { kind: "resolve", in: { type: "now" } }, shortIds: [shortId] });
  const dealt = await Promise.all([tellFollowers({ signal }), tellFollowers({ signal })]);
  expect(dealt[0] + dealt[1]).toBe(2);
  expect(await told()).toEqual(["Ada: changed resolved"]);
  expect(await tellFollowers({ signal })).toBe(0);
});

it("is not held up by one that cannot be told, and tells it with the next round", async () => {
  await changeIssues(as("Ada"), { change: { kind: "subscribe", isOn: true }, shortIds: [shortId] });
  await addComment(as("Bob"), shortId, { text: "First" });
  await addComment(as("Bob"), shortId, { text: "Second" });
  const broken = vi.spyOn(queue, "enqueue").mockRejectedValueOnce(new Error("no"));
  const errors: string[] = [];
  expect(await tellFollowers({ signal }, ({ message }) => errors.push(message))).toBe(1);
  broken.mockRestore();
  expect([errors, await told()]).toEqual([["no"], ["Ada: commented Second"]]);
  expect(await tellFollowers({ signal })).toBe(1);
  expect((await told()).toSorted()).toEqual(["Ada: commented First", "Ada: commented Second"]);
});

it("leaves in peace who said no", async () => {
  await addComment(as("Ada"), shortId, { text: "First" });
  await tellFollowers({ signal });
  await changeIssues(as("Ada"), { change: { kind: "subscribe", isOn: false }, shortIds: [shortId] });
  await changeIssues(as("Cy"), { change: { kind: "subscribe", isOn: true }, shortIds: [shortId] });
  await addComment(as("Bob"), shortId, { text: "Second" });
  await tellFollowers({ signal });
  expect(await told()).toEqual(["Cy: commented Second"]);
});
