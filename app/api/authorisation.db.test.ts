import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isValidElement } from "react";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createOwner } from "@/lib/auth/create-owner";
import { roles } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { useLogStore } from "@/lib/logs/testing/use-log-store";
import { insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { cookieOf, owner, signIn } from "@/lib/testing/sign-in";
import { type Asker, insertPlace, missingPlace, type Place } from "@/lib/testing/tenants";
import { useDatabase } from "@/lib/testing/use-database";
import { openDoors } from "./open-doors";
import { pages } from "./pages";
import { type Policy, policies } from "./policies";

// Every door and every page that the source tree holds, asked by everybody, for what is theirs, what is another team's,
// what is another organization's and what is not there. The real handlers on a real database.

const site = "http://localhost:8000";
const appFolder = join(import.meta.dirname, "..");
const askers: readonly Asker[] = [...roles, "stranger"];

const visit = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => visit.headers,
  cookies: async () => ({ get: () => undefined }),
}));

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
useDatabase();
// Lines that are not sealed yet are tables of their own, and here are hundreds of projects that have one.
useLogStore({ memoryMb: 2_000 });

const files = readdirSync(appFolder, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(^|\/)(page\.tsx|route\.ts)$/.test(file),
);

/** The path that a file answers, with its variable parts: groups are dropped. */
function pathOf(file: string): string {
  const parts = file.split("/").slice(0, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

function methodsOf(file: string): string[] {
  const source = readFileSync(join(appFolder, file), "utf8");
  const exported = /^export\s+(?:const|(?:async\s+)?function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm;
  return [...source.matchAll(exported)].map((match) => match[1] ?? "");
}

const doors = files
  .filter((file) => file.endsWith("route.ts") && !(pathOf(file) in openDoors))
  .flatMap((file) => {
    const methods = methodsOf(file);
    return methods.map((method) => ({ name: `${method} ${pathOf(file)}`, file, method }));
  });

const people: Record<string, string> = {};
const cookies: Record<string, string> = {};
const organizations = { ours: "", theirs: "" };
let own: Place;
let hidden: Place;
let other: Place;

// Signs everybody in and fills one place of each kind.
beforeAll(async () => {
  await maintainPartitions();
  await createOwner(owner);
  const { rows } = await pool().query<{ id: string; userId: string }>(
    `SELECT organization_id AS id, user_id AS "userId" FROM member`,
  );
  organizations.ours = rows[0]?.id ?? "";
  organizations.theirs = await insertOrganization(`theirs-${Date.now()}`);
  for (const asker of askers) {
    const isOwner = asker === "owner";
    const organizationId = asker === "stranger" ? organizations.theirs : organizations.ours;
    const role = asker === "stranger" ? "owner" : asker;
    people[asker] = isOwner
      ? (rows[0]?.userId ?? "")
      : await insertPerson({ name: asker, role, organizationId });
    const email = isOwner ? owner.email : `${asker}@example.com`;
    cookies[asker] = cookieOf(await signIn(owner.password, email)).get("cookie") ?? "";
  }
  own = await freshPlace("own");
  hidden = await freshPlace("hidden");
  other = await freshPlace("other");
}, 120_000);

afterAll(() => prisma().$disconnect());

function freshPlace(kind: "own" | "hidden" | "other"): Promise<Place> {
  const { stranger = "", ...ours } = people;
  return insertPlace({
    mark: `${kind}mark`,
    organizationId: kind === "other" ? organizations.theirs : organizations.ours,
    people: kind === "other" ? { stranger } : ours,
    isGiven: kind === "hidden",
  });
}

/** The parts of a path that a place fills in by their names. */
function namedParts(path: string, place: Place): Record<string, string> {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? "");
  return Object.fromEntries(
    names.map((name) => {
      const value = place[name === "project" ? "slug" : (name as keyof Place)];
      return [name, typeof value === "string" ? value : ""];
    }),
  );
}

type Answer = { status: number; text: string };

async function call(
  door: (typeof doors)[number],
  policy: Policy,
  place: Place,
  asker: Asker | "nobody",
): Promise<Answer> {
  const known = asker === "nobody" ? "viewer" : asker;
  const params = policy.params?.(place, known) ?? namedParts(door.name, place);
  const query = policy.query ? `?${policy.query(place)}` : "";
  const path = pathOf(door.file).replaceAll(/\[(\w+)\]/g, (_part, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const body = policy.body?.(place, known);
  const module = (await import(/* @vite-ignore */ join(appFolder, door.file))) as Record<
    string,
    (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
  >;
  const headers = new Headers({ origin: site, host: "localhost:8000", "x-forwarded-for": "192.0.2.1" });
  if (asker !== "nobody") headers.set("cookie", cookies[asker] ?? "");
  if (body !== undefined) headers.set("content-type", "application/json");
  const request = new Request(site + path + query, {
    method: door.method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await module[door.method]?.(request, { params: Promise.resolve(params) });
  if (!response) throw new Error("No answer");
  return { status: response.status, text: await response.text() };
}

function mayAt(asker: Asker, policy: Policy): boolean {
  const role = asker === "stranger" ? "owner" : asker;
  return roles.indexOf(role) <= roles.indexOf(policy.may);
}

/** Whether what a place holds exists for somebody. */
function exists(kind: Kind, asker: Asker, names: Policy["names"]): boolean {
  if (kind === "missing") return false;
  if (asker === "stranger") return kind === "other";
  if (kind === "other") return false;
  return kind === "own" || names !== "project" || asker === "owner" || asker === "admin";
}

type Kind = "own" | "hidden" | "other" | "missing";
const placeOf = (kind: Kind): Place => ({ own, hidden, other, missing: missingPlace })[kind];

/** What somebody must never read: marks of the places that do not exist for them. */
function secretsFor(asker: Asker): string[] {
  return (["own", "hidden", "other"] as const)
    .filter((kind) => !exists(kind, asker, "project"))
    .map((kind) => `${kind}mark`);
}

/** The answer without what was asked for, so that what is missing can be held against what is another's. */
function withoutNames(answer: Answer, place: Place): string {
  const names = Object.values(place).flatMap((value) =>
    typeof value === "string" ? [value] : Object.values(value),
  );
  const text = names.reduce((rest, name) => rest.replaceAll(name, "…"), answer.text);
  return `${answer.status} ${text.replaceAll(/"requestId":"[^"]*"/g, "")}`;
}

/** A sum over everything that a refused call could have changed. */
async function readState(): Promise<string> {
  const tables = [
    "project",
    "project_key",
    "issue",
    "issue_hash",
    "issue_activity",
    "grouping_rules",
    "dead_letter",
  ];
  tables.push(
    "discarded_hash",
    "project_team",
    "release",
    "environment",
    "organization",
    "member",
    "team",
    "team_member",
  );
  tables.push("invitation", "saved_view", "issue_share", "app_user", "account", "log_chart", "log_lookup");
  const sums = tables.map(
    (table) => `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "${table}" t)`,
  );
  const { rows } = await pool().query<{ state: string }>(`SELECT concat_ws(',', ${sums.join(",")}) AS state`);
  return rows[0]?.state ?? "";
}

async function checkRefusals(door: (typeof doors)[number], policy: Policy): Promise<void> {
  const before = await readState();
  expect((await call(door, policy, own, "nobody")).status, "signed out").toBe(401);
  for (const asker of askers) {
    if (!mayAt(asker, policy)) {
      for (const kind of ["own", "hidden", "other", "missing"] as const) {
        expect((await call(door, policy, placeOf(kind), asker)).status, `${asker}, ${kind}`).toBe(403);
      }
      continue;
    }
    if (policy.names === "nothing") continue;
    const absent = (["own", "hidden", "other", "missing"] as const).filter(
      (kind) => !exists(kind, asker, policy.names),
    );
    const answers = new Set<string>();
    for (const kind of absent) {
      const answer = await call(door, policy, placeOf(kind), asker);
      expect(answer.status, `${asker}, ${kind}: ${answer.text}`).toBe(404);
      answers.add(withoutNames(answer, placeOf(kind)));
    }
    expect([...answers], `${asker}: what is missing and what is another's look the same`).toHaveLength(1);
  }
  expect(await readState(), "a refused call changed something").toBe(before);
}

async function checkPermissions(door: (typeof doors)[number], policy: Policy): Promise<void> {
  for (const asker of askers.filter((one) => mayAt(one, policy))) {
    const kinds = (["own", "hidden", "other"] as const).filter(
      (kind) => exists(kind, asker, policy.names) || policy.names === "nothing",
    );
    for (const kind of policy.isSlow ? kinds.slice(0, 1) : kinds) {
      const isRead = door.method === "GET" || policy.names === "nothing";
      const place = isRead ? placeOf(kind) : await freshPlace(kind);
      const answer = await call(door, policy, place, asker);
      const label = `${asker}, ${kind}: ${answer.status} ${answer.text.slice(0, 300)}`;
      if (policy.answers === undefined) expect(answer.status, label).toBeLessThan(400);
      else expect(answer.status, label).toBe(policy.answers);
      for (const secret of secretsFor(asker)) {
        if (answer.status < 400) expect(answer.text, `${asker}, ${kind}`).not.toContain(secret);
      }
    }
    if (policy.isSlow) return;
  }
}

describe("the table of policies", () => {
  it("has an entry for every door and page, and a door or page for every entry", () => {
    const paths = new Set(
      files.map((file) => `${file.endsWith("page.tsx") ? "page" : "door"} ${pathOf(file)}`),
    );
    expect(Object.keys(policies).toSorted()).toEqual(doors.map(({ name }) => name).toSorted());
    expect(Object.keys(openDoors).filter((path) => !paths.has(`door ${path}`))).toEqual([]);
    const there = [...paths]
      .filter((path) => path.startsWith("page "))
      .map((path) => path.slice("page ".length));
    expect(Object.keys(pages).toSorted()).toEqual(there.toSorted());
  });
});

describe("every door", () => {
  it.each(doors)("$name", { timeout: 120_000 }, async (door) => {
    const policy = policies[door.name];
    if (!policy) throw new Error(`${door.name} has no policy: add it to app/api/policies.ts`);
    await checkRefusals(door, policy);
    await checkPermissions(door, policy);
  });
});

/** Renders a page as far as its own asynchronous parts go; gives where it sends the visitor, or what it found. */
async function openPage(path: string, place: Place, asker: Asker | "nobody"): Promise<string> {
  visit.headers = new Headers({ host: "localhost:8000", "x-jackdaw-path": "/" });
  if (asker !== "nobody") visit.headers.set("cookie", cookies[asker] ?? "");
  const file = files.find((one) => one.endsWith("page.tsx") && pathOf(one) === path);
  const module = (await import(/* @vite-ignore */ join(appFolder, file ?? ""))) as {
    default: (props: object) => unknown;
  };
  const params = Promise.resolve(namedParts(path, place));
  try {
    await renderParts(await module.default({ params, searchParams: Promise.resolve({}) }));
    return "shown";
  } catch (error) {
    const { digest = "" } = error as { digest?: string };
    if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "not found";
    if (digest.startsWith("NEXT_REDIRECT")) return `sent to ${digest.split(";")[2]}`;
    throw error;
  }
}

async function renderParts(node: unknown): Promise<void> {
  if (Array.isArray(node)) {
    for (const part of node) await renderParts(part);
    return;
  }
  if (!isValidElement<{ children?: unknown }>(node)) return;
  if (typeof node.type === "function" && node.type.constructor.name === "AsyncFunction") {
    await renderParts(await (node.type as (props: object) => Promise<unknown>)(node.props));
  }
  await renderParts(node.props.children);
}

describe("every page", () => {
  const guarded = Object.entries(pages).flatMap(([path, page]) =>
    "names" in page ? [{ path, names: page.names }] : [],
  );
  it.each(guarded)("$path", { timeout: 60_000 }, async ({ path, names }) => {
    expect(await openPage(path, own, "nobody")).toBe("sent to /sign-in");
    for (const asker of askers) {
      const kinds =
        names === "nothing" ? (["own"] as const) : (["own", "hidden", "other", "missing"] as const);
      for (const kind of kinds) {
        const seen = await openPage(path, placeOf(kind), asker);
        const label = `${asker}, ${kind}: ${seen}`;
        const isThere = names === "nothing" || exists(kind, asker, names);
        if (isThere) expect(seen === "shown" || seen.startsWith("sent to /issues/"), label).toBe(true);
        else expect(seen, label).toBe("not found");
      }
    }
  });
});
