import { describe, expect, it } from "vitest";
import type { Recipient } from "@/lib/alerts/schemas";
import { type Moment, planMessages } from "./plan-messages";
import { burst, planTelling, type Telling } from "./plan-telling";
import { reasonFor } from "./read-fact";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const person = (id: string, change: Partial<Recipient> = {}): Recipient => ({
  to: { type: "user", id },
  afterMinutes: 0,
  atLeast: "warning",
  ...change,
});
const policy = {
  recipients: [person("now"), person("late", { afterMinutes: 15 }), person("boss", { atLeast: "critical" })],
  throttle: { remindHours: 4, notifyOnResolve: true },
  quietHours: null,
  silencedUntil: null,
};
const begun: Moment = {
  startedAt: 0,
  checkedAt: 0,
  now: 0,
  toldAt: null,
  severity: "warning",
  change: "fired",
};

function plan(moment: Partial<Moment>, change: Partial<typeof policy> | object = {}): string[] {
  return planMessages({ ...policy, ...change }, { ...begun, ...moment }).map(
    ({ kind, recipients }) => `${kind}: ${recipients.map((to) => ("id" in to ? to.id : to.type)).join(" ")}`,
  );
}

describe("a firing", () => {
  it.each<[string, Partial<Moment>, object, string[]]>([
    ["begins", {}, {}, ["firing: now"]],
    ["begins as critical", { severity: "critical" }, {}, ["firing: now boss"]],
    ["goes on", { change: "none", toldAt: 0, checkedAt: 5 * MINUTE, now: 6 * MINUTE }, {}, []],
    ["lasts", { change: "none", toldAt: 0, checkedAt: 14 * MINUTE, now: 15 * MINUTE }, {}, ["firing: late"]],
    ["lasted already", { change: "none", toldAt: 0, checkedAt: 15 * MINUTE, now: 16 * MINUTE }, {}, []],
    [
      "was not looked at for a while",
      { change: "none", toldAt: 0, checkedAt: MINUTE, now: 40 * MINUTE },
      {},
      ["firing: late"],
    ],
    [
      "grows worse",
      { change: "worse", severity: "critical", toldAt: 0, checkedAt: 19 * MINUTE, now: 20 * MINUTE },
      {},
      ["firing: now late boss"],
    ],
    [
      "is still on",
      { change: "none", toldAt: 0, checkedAt: 4 * HOUR - MINUTE, now: 4 * HOUR },
      {},
      ["reminder: now late"],
    ],
    [
      "is still on, without reminders",
      { change: "none", toldAt: 0, checkedAt: 4 * HOUR - MINUTE, now: 4 * HOUR },
      { throttle: { remindHours: null, notifyOnResolve: true } },
      [],
    ],
    [
      "is over",
      { change: "resolved", toldAt: 0, checkedAt: 5 * MINUTE, now: 6 * MINUTE },
      {},
      ["resolved: now"],
    ],
    [
      "is over, without a word",
      { change: "resolved", toldAt: 0 },
      { throttle: { remindHours: 4, notifyOnResolve: false } },
      [],
    ],
    ["nobody heard of is over", { change: "resolved", toldAt: null }, {}, []],
    ["begins while silenced", {}, { silencedUntil: MINUTE }, []],
    [
      "is still true when silence is over",
      { change: "none", checkedAt: MINUTE, now: 2 * MINUTE },
      { silencedUntil: 2 * MINUTE },
      ["firing: now"],
    ],
    [
      "begins in quiet hours",
      {},
      { quietHours: { from: "23:00", to: "06:00", timeZone: "UTC", except: "critical" } },
      [],
    ],
    [
      "is an exception",
      { severity: "critical" },
      { quietHours: { from: "23:00", to: "06:00", timeZone: "UTC", except: "critical" } },
      ["firing: now boss"],
    ],
    [
      "is no exception",
      { severity: "critical" },
      { quietHours: { from: "23:00", to: "06:00", timeZone: "UTC", except: "nothing" } },
      [],
    ],
  ])("%s", (_, moment, change, expected) => {
    expect(plan(moment, change)).toEqual(expected);
  });
});

const telling: Telling = {
  throttle: { minutes: 30, per: "issue" },
  quietHours: null,
  silencedUntil: null,
  severity: "warning",
  isFatal: false,
  told: 0,
  toldOfIssue: 0,
  now: 0,
};
const quiet = { from: "23:00", to: "06:00", timeZone: "UTC" };

describe("a message about an issue", () => {
  it.each<[string, Partial<Telling>, { dueAt: number | null; throttleMinutes: number }]>([
    ["goes at once", {}, { dueAt: null, throttleMinutes: 0 }],
    ["goes at once after others", { told: burst - 1 }, { dueAt: null, throttleMinutes: 0 }],
    ["of a storm joins", { told: burst }, { dueAt: null, throttleMinutes: 30 }],
    ["of the same issue joins", { told: 1, toldOfIssue: 1 }, { dueAt: null, throttleMinutes: 30 }],
    ["of a rule joins", { throttle: { minutes: 5, per: "rule" } }, { dueAt: null, throttleMinutes: 5 }],
    ["waits for silence", { silencedUntil: 1000 }, { dueAt: 1000, throttleMinutes: 30 }],
    [
      "waits for the morning",
      { quietHours: { ...quiet, except: "critical" } },
      { dueAt: 6 * HOUR, throttleMinutes: 30 },
    ],
    [
      "waits for silence, then the morning",
      { silencedUntil: HOUR, quietHours: { ...quiet, except: "nothing" } },
      { dueAt: 6 * HOUR, throttleMinutes: 30 },
    ],
    [
      "critical does not wait",
      { severity: "critical", quietHours: { ...quiet, except: "critical" } },
      { dueAt: null, throttleMinutes: 0 },
    ],
    [
      "critical is not fatal",
      { severity: "critical", quietHours: { ...quiet, except: "fatal" } },
      { dueAt: 6 * HOUR, throttleMinutes: 30 },
    ],
    [
      "fatal does not wait",
      { isFatal: true, quietHours: { ...quiet, except: "fatal" } },
      { dueAt: null, throttleMinutes: 0 },
    ],
  ])("%s", (_, change, expected) => {
    expect(planTelling({ ...telling, ...change })).toEqual(expected);
  });
});

describe("a fact", () => {
  it.each([
    ["new_issue", 50, false, ["new", "high_priority"], "new"],
    ["new_issue", 50, false, ["high_priority"], null],
    ["new_issue", 75, false, ["high_priority"], "high_priority"],
    ["spike", 50, false, ["new"], "spike"],
    ["regression", 50, false, ["regressed"], "regressed"],
    ["escalated", 75, true, ["escalating"], "escalating"],
    ["escalated", 75, true, ["reappeared"], null],
    ["escalated", 75, false, ["reappeared"], "reappeared"],
    ["assigned", 75, false, ["high_priority"], null],
    ["assigned", 50, false, ["assigned"], "assigned"],
    ["prioritised", 75, false, ["high_priority"], "high_priority"],
    ["something else", 75, false, ["new"], null],
  ] as const)(
    "%s, priority %s, escalation %s, for %j: %s",
    (kind, priority, isEscalation, triggers, reason) => {
      expect(reasonFor(triggers, { kind, priority, isEscalation })).toBe(reason);
    },
  );
});
