import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type AlertPlace, addProject, openAlertPlace } from "@/lib/alerts/testing/alert-fixture";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { deliverDue } from "@/lib/notifications/deliver/deliver-due";
import { openMailer } from "@/lib/notifications/mail/open-mailer";
import type { SummaryFacts } from "@/lib/notifications/facts";
import { type MailBox, openMailBox } from "@/lib/notifications/testing/mail-box";
import { unstoppable } from "@/lib/retention/sweep-context";
import { insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import * as queue from "@/lib/notifications/enqueue";
import { findWeek } from "./find-week";
import * as reading from "./read-week";
import { tellWeeks } from "./tell-weeks";

useDatabase();

// Monday; partitions of the weeks before are made as of then.
const monday = new Date("2026-10-26T07:00:00Z");
const zone = "Europe/Berlin";
const week = findWeek(monday, zone);
const DAY = 86_400_000;
/** A moment of the week, in days from its Monday 00:00; the one before is negative. */
const day = (days: number) => new Date((week?.from.getTime() ?? 0) + days * DAY);
const tell = (now = monday) => tellWeeks(unstoppable(now), zone);
let place: AlertPlace;

beforeAll(async () => {
  await maintainPartitions(day(-7));
  await maintainPartitions(monday);
});
beforeEach(async () => {
  await pool().query("UPDATE project SET summarised_week = 'infinity'");
  place = await openAlertPlace();
  await pool().query("UPDATE project SET created_at = $2 WHERE id = $1", [place.projectId, day(-30)]);
});

async function addIssue(given: { message: string; firstSeen: Date; platform?: string; status?: string }) {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, status, first_seen, last_seen, event_count)
     SELECT $1, coalesce(max(short_id), 0) + 1, 'Error', $2, '', 40, $3, $4, $5, $5, 1 FROM issue WHERE project_id = $1
     RETURNING id`,
    [place.projectId, given.message, given.platform ?? "node", given.status ?? "unresolved", given.firstSeen],
  );
  return rows[0]?.id ?? 0;
}

async function addStat(issueId: number, at: Date, count: number, environment = "production") {
  const bucket = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000);
  await pool().query("INSERT INTO issue_stat VALUES ($1, $2, $3, $4, $5)", [
    place.projectId,
    issueId,
    environment,
    bucket,
    count,
  ]);
}

const addAct = (issueId: number, kind: string, at: Date) =>
  pool().query("INSERT INTO issue_activity (project_id, issue_id, kind, at) VALUES ($1, $2, $3, $4)", [
    place.projectId,
    issueId,
    kind,
    at,
  ]);
const addLines = (at: Date, level: number, quantity: number) =>
  pool().query("INSERT INTO log_stat VALUES ($1, $2, $3, 'web', 'app', $4)", [
    place.projectId,
    at,
    level,
    quantity,
  ]);

async function summaries(projectId = place.projectId): Promise<SummaryFacts[]> {
  const { rows } = await pool().query<{ facts: SummaryFacts }>(
    "SELECT facts FROM notification WHERE project_id = $1 AND kind = 'summary' ORDER BY created_at",
    [projectId],
  );
  return rows.map(({ facts }) => facts);
}

async function recipients(projectId = place.projectId): Promise<string[]> {
  const { rows } = await pool().query<{ recipient: string }>(
    "SELECT recipient FROM delivery WHERE project_id = $1 ORDER BY recipient",
    [projectId],
  );
  return rows.map(({ recipient }) => recipient);
}

/** A week with something in it. */
async function fill(): Promise<void> {
  await addStat(await addIssue({ message: "one", firstSeen: day(1) }), day(1), 3);
}

describe("the summary of a week", () => {
  it("says what counters say, of the week and the one before", async () => {
    const old = await addIssue({ message: "old", firstSeen: day(-20), status: "resolved" });
    const last = await addIssue({ message: "last week", firstSeen: day(-1) });
    const fresh = await addIssue({ message: "fresh", firstSeen: day(0) });
    const merged = await addIssue({ message: "merged", firstSeen: day(2) });
    await pool().query("UPDATE issue SET status = 'merged', merged_into = $2 WHERE id = $1", [merged, fresh]);
    const alert = await addIssue({ message: "of a rule", firstSeen: day(2), platform: "alert" });
    const next = await addIssue({ message: "after it", firstSeen: day(7.1) });
    for (const [issue, at, count] of [
      [old, day(-8), 1_000],
      [old, day(-7), 10],
      [last, day(-0.01), 5],
      [fresh, day(0), 7],
      [fresh, day(0.5), 1],
      // Clocks go back on Sunday: its 25th hour belongs to it.
      [old, day(7.02), 4],
      [alert, day(3), 500],
      [next, day(7.1), 500],
    ] as const)
      await addStat(issue, at, count);
    await addStat(fresh, day(0.5), 2, "staging");
    await addAct(old, "resolved", day(3));
    await addAct(old, "resolved", day(4));
    await addAct(old, "regressed", day(-3));
    await addAct(fresh, "assigned", day(3));
    await addAct(alert, "resolved", day(3));
    await addAct(merged, "resolved", day(-9));
    await addLines(day(1), 1, 990);
    await addLines(day(1), 3, 10);
    await addLines(day(-1), 1, 100);
    await addLines(day(8), 1, 100);
    await pool().query(
      "INSERT INTO release (project_id, version, first_seen) VALUES ($1, 'a', $2), ($1, 'b', $3), ($1, 'c', $4)",
      [place.projectId, day(-1), day(1), day(2)],
    );
    expect(await tell()).toBe(1);
    const [facts, ...more] = await summaries();
    expect(more).toEqual([]);
    expect(facts).toMatchObject({
      from: "2026-10-19",
      to: "2026-10-25",
      project: place.slug,
      events: { now: 14, before: 15 },
      newIssues: { now: 1, before: 1 },
      regressedIssues: { now: 0, before: 1 },
      resolvedIssues: { now: 1, before: 0 },
      lines: { now: 1_000, before: 100 },
      errorLines: { now: 10, before: 0 },
      releases: ["c", "b"],
      releaseCount: 2,
      bars: [10, 0, 0, 0, 0, 0, 4],
      top: [
        { message: "fresh", events: 10 },
        { message: "old", events: 4 },
      ],
    });
  });

  it("is written once, by any number of workers, and after each of them was started anew", async () => {
    await fill();
    const dealt = await Promise.all([tell(), tell(), tell()]);
    expect(dealt.reduce((sum, one) => sum + one, 0)).toBe(1);
    const looked = vi.spyOn(reading, "readWeek");
    expect(await tell(new Date(monday.getTime() + DAY))).toBe(0);
    // Each minute until Wednesday: it must cost nothing.
    expect(looked).not.toHaveBeenCalled();
    looked.mockRestore();
    // Also where what was told was removed since.
    await pool().query("DELETE FROM notification");
    expect(await tell(new Date(monday.getTime() + DAY))).toBe(0);
    expect(await recipients()).toEqual([`user:${place.userId}`]);
  });

  it("leaves nothing half done when it ends at its message", async () => {
    await fill();
    const broken = vi.spyOn(queue, "enqueue").mockRejectedValueOnce(new Error("killed"));
    await expect(tell()).rejects.toThrow("killed");
    broken.mockRestore();
    expect(await summaries()).toEqual([]);
    expect(await tell()).toBe(1);
    expect(await summaries()).toHaveLength(1);
  });

  it("is not held up by a project of which it cannot be told", async () => {
    await fill();
    const first = place.projectId;
    place = await openAlertPlace();
    await pool().query("UPDATE project SET created_at = $2 WHERE id = $1", [place.projectId, day(-30)]);
    await fill();
    const broken = vi.spyOn(queue, "enqueue").mockRejectedValueOnce(new Error("no"));
    const errors: string[] = [];
    const failed = ({ message }: Error) => errors.push(message);
    expect(await tellWeeks(unstoppable(monday), zone, failed)).toBe(1);
    broken.mockRestore();
    expect([errors, await summaries(first), (await summaries()).length]).toEqual([["no"], [], 1]);
    expect(await tell()).toBe(1);
  });

  it("is not sent early, nor of a week in which nothing happened, and comes again with the next", async () => {
    expect(await tell(new Date(monday.getTime() - 1_000))).toBe(0);
    expect(await tell()).toBe(1);
    expect(await summaries()).toEqual([]);
    await fill();
    expect(await tell()).toBe(0);
    const later = await addIssue({ message: "later", firstSeen: day(8) });
    await addStat(later, day(8), 2);
    expect(await tell(new Date("2026-11-02T07:00:00Z"))).toBe(1);
    expect(await summaries()).toMatchObject([{ from: "2026-10-26", events: { now: 2, before: 3 } }]);
  });

  it("is told each week", async () => {
    await fill();
    await addStat(await addIssue({ message: "later", firstSeen: day(8) }), day(8), 2);
    for (const now of [monday, new Date("2026-11-02T07:00:00Z")]) expect(await tell(now)).toBe(1);
    expect((await summaries()).map(({ from }) => from).toSorted()).toEqual(["2026-10-19", "2026-10-26"]);
  });

  it("goes to members who see the project and want it", async () => {
    await fill();
    const { organizationId } = place;
    const member = (name: string, role: "member" | "viewer") =>
      insertPerson({ name: `${name}-${place.slug}`, role, organizationId });
    const [wants, wantsNone, notThis, onlyThis] = [
      await member("wants", "viewer"),
      await member("none", "member"),
      await member("not-this", "member"),
      await member("only-this", "member"),
    ];
    await pool().query(
      `INSERT INTO notification_preference (user_id, organization_id, subject, is_wanted)
       VALUES ($1, $3, 'summary', false), ($2, $3, 'summary', false)`,
      [wantsNone, onlyThis, organizationId],
    );
    await pool().query(
      "INSERT INTO project_preference (user_id, project_id, subject, is_wanted) VALUES ($1, $3, 'summary', false), ($2, $3, 'summary', true)",
      [notThis, onlyThis, place.projectId],
    );
    const team = randomUUID();
    await pool().query("INSERT INTO team (id, organization_id, slug, name) VALUES ($1, $2, 'shut', 'Shut')", [
      team,
      organizationId,
    ]);
    const shut = await addProject(organizationId, `shut-${place.slug}`, team);
    await pool().query("UPDATE project SET created_at = $2 WHERE id = $1", [shut, day(-30)]);
    await pool().query("INSERT INTO release (project_id, version, first_seen) VALUES ($1, '1', $2)", [
      shut,
      day(1),
    ]);
    expect(await tell()).toBe(2);
    expect(await recipients()).toEqual([place.userId, wants, onlyThis].map((id) => `user:${id}`).toSorted());
    expect(await recipients(shut)).toEqual([`user:${place.userId}`]);
  });

  it("says nothing of a project that is younger than the week", async () => {
    await fill();
    await pool().query("UPDATE project SET created_at = $2 WHERE id = $1", [place.projectId, day(7.1)]);
    expect(await tell()).toBe(0);
  });
});

describe("its mail", () => {
  let box: MailBox;
  it("comes with a link that ends such mails alone", async () => {
    box = await openMailBox();
    await fill();
    await tell();
    const mailer = openMailer({ url: new URL(box.url), from: "jackdaw@example.org", domain: "example.org" });
    const ways = {
      baseUrl: "https://j.example",
      outside: { allowed: [] },
      office: { mailer, domain: "example.org" },
    };
    await pool().query("UPDATE delivery SET due_at = now() - interval '1 minute' WHERE status = 'waiting'");
    await deliverDue("mail", ways, new AbortController().signal, () => undefined);
    mailer.close();
    await box.close();
    const mails = await Promise.all(box.mails.map(({ raw }) => PostalMime.parse(raw)));
    const mail = mails.find(({ subject }) => subject?.startsWith(place.slug));
    expect(mail?.subject).toBe(`${place.slug}: 3 events, 1 new issue (19 Oct – 25 Oct)`);
    expect(mail?.text).toContain("You get this once a week for a project of yours.");
    const link = mail?.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "";
    const token = /unsubscribe\/([\w-]+)\./.exec(link)?.[1] ?? "";
    expect(JSON.parse(Buffer.from(token, "base64url").toString())).toEqual([
      "u",
      place.userId,
      place.organizationId,
      "summary",
    ]);
  });
});
