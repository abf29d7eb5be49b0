import { describe, expect, it } from "vitest";
import type { IssueFacts, NotificationFacts } from "@/lib/notifications/facts";
import {
  hostileText,
  sampleFiring,
  sampleIssue,
  sampleMention,
  sampleNewIssue,
  sampleResolved,
  sampleSummary,
} from "@/lib/notifications/testing/sample-facts";
import { cleanCode, cleanText } from "./clean-text";
import { outline } from "./outline";
import { outlineAll } from "./outline-digest";
import { writeDiscord, writeMattermost, writeSlack, writeTeams, writeTelegram } from "./write-chat";
import { type MailFrame, writeMail } from "./write-mail";
import { writeOpsgenie, writePagerDuty } from "./write-pager";
import { signWebhook, writeWebhook } from "./write-webhook";

const baseUrl = "https://errors.example.com";
const frame: MailFrame = {
  baseUrl,
  because: "You are Ada.",
  footLinks: [{ label: "Less", url: `${baseUrl}/less` }],
};
const h = hostileText;
const hostileIssue = {
  ...sampleIssue,
  project: h,
  type: h,
  message: h,
  culprit: h,
  level: h,
  environment: h,
};
const hostile: IssueFacts = {
  ...sampleNewIssue,
  issue: {
    ...hostileIssue,
    release: h,
    assignee: h,
    code: { file: h, function: h, line: 1, lines: [{ number: 1, text: h }] },
  },
  rule: { id: "r", name: h, runbook: h },
};
const hostileAll: NotificationFacts[] = [
  hostile,
  { ...sampleMention, issue: hostile.issue, by: h, text: h },
  {
    ...sampleFiring,
    rule: { id: "r", name: h, runbook: h },
    group: h,
    subject: h,
    projects: [h, h],
    issue: hostile.issue,
    samples: [{ at: sampleFiring.at, level: h, text: h, path: "/events/1" }],
  },
  { ...sampleSummary, project: h, top: [{ ...hostile.issue, events: 1 }] },
  { kind: "test", by: h, at: sampleFiring.at },
];
const mails = [...hostileAll.map((facts) => [facts]), hostileAll].map((told) =>
  writeMail(outlineAll(told), frame),
);
const outlines = [...hostileAll.map((facts) => [facts]), hostileAll].map((told) => outlineAll(told));

/** Every string that a body holds. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

describe("text of events", () => {
  it("is one line, without what is not seen or turns directions", () => {
    expect(cleanText("a\r\n b\u202Ec\u200B\u0000\u{E0041}d\u2028e\tf")).toBe("a bcd e f");
    expect(cleanText("x\uD800y")).toBe("x\uFFFDy");
    expect(cleanCode("\tif (a)\r\n")).toBe("  if (a)");
  });

  it("is cut between characters", () => {
    expect(cleanText("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
    expect(cleanText("🐦".repeat(300), 10)).toBe(`${"🐦".repeat(9)}…`);
    expect(cleanText("🐦".repeat(10), 10)).toBe("🐦".repeat(10));
  });
});

describe("mail", () => {
  it("says what happened, where and since when, in text as in HTML", () => {
    const { subject, preheader, text, html } = writeMail(outlineAll([sampleFiring]), frame);
    expect(subject).toBe("Checkout errors is firing: 318 in 15 minutes (WEB-4F2)");
    expect(preheader).toMatch(/^Events matching level:error: 318 in 15 minutes, over the threshold of 120/);
    expect(text).toContain("▁▁▂▁▁▁▂▂▁▁▂▁▁▁▁▂▂▃▅▇██  15:58 – 16:20 UTC");
    for (const part of [
      "Events matching level:error: 318 in 15 minutes, over the threshold of 120. It began 16 Nov 2026 16:05:00 UTC.",
      "applyCoupon in app/checkout/coupon.ts:48",
      "const off = coupon.percentOff / 100;",
      "Call the payments team.",
      `${baseUrl}/issues/WEB-4F2`,
      `${baseUrl}/less`,
    ]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it("says that it is over, how long it was and how bad", () => {
    const { subject, text } = writeMail(outlineAll([sampleResolved]), frame);
    expect(subject).toBe("Checkout errors is well again");
    expect(text).toContain("It fired for 42 minutes; at its worst it was 411.");
    expect(text).not.toContain("const off");
  });

  it("draws a long window by the minutes that its bars stand for", () => {
    const bars = Array.from({ length: 60 }, (_bar, index) => (index < 58 ? 8 : 12));
    const { bars: chart } = outline({ ...sampleFiring, windowMinutes: 600, threshold: 600, bars });
    expect([chart?.from, chart?.to]).toEqual(["06:20", "16:20 UTC"]);
    expect(chart?.isHot.filter(Boolean)).toHaveLength(1);
  });

  it("does not say that all is well when too little came to judge", () => {
    const facts = { ...sampleResolved, isTooLittle: true };
    const { title, lead, tone, incident } = outline(facts);
    expect([title, tone, incident]).toEqual([
      "Checkout errors ended: too little to judge",
      "plain",
      "resolve",
    ]);
    expect(lead).toMatch(/^It fired for 42 minutes; .* In the last 15 minutes too little came/);
    expect(outlineAll([facts, { ...facts, firingId: "other" }]).incident).toBe("resolve");
  });

  it("shows how an issue came about, and what its newest event was tagged with", () => {
    const { preheader, text, html } = writeMail(outlineAll([sampleNewIssue]), frame);
    expect(preheader).toMatch(/^applyCoupon in app\/checkout\/coupon\.ts:48 · 318 times by 204 users/);
    for (const part of [
      "submitOrder in app/checkout/submit.ts:112",
      "callCallback in node_modules/react-dom/index.js:4164",
      "browser=Chrome 130, os=Windows 11",
    ]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    // Lines that hold nothing end where their number does.
    expect(text).toContain("\n  47\n> 48    const off");
    const { frames: _none, tags: _neither, ...before } = sampleIssue;
    expect(() => writeMail(outlineAll([{ ...sampleNewIssue, issue: before }]), frame)).not.toThrow();
  });

  it("names each reason", () => {
    expect(outlineAll([sampleNewIssue]).subject).toBe(
      "[storefront-web] New issue: TypeError: Cannot read properties of undefined (reading 'percentOff') (WEB-4F2)",
    );
    expect(
      outlineAll([
        { ...sampleNewIssue, reason: "seen", seen: { count: 120, of: "events", withinMinutes: 15 } },
      ]).title,
    ).toBe("120 events within 15 minutes in storefront-web");
    expect(outlineAll([sampleMention]).title).toBe("Grace mentioned you on WEB-4F2");
    expect(outlineAll([sampleSummary]).lead).toBe("18,204 events, 29% more than the week before.");
  });

  it("says in one what 400 would have said", () => {
    const told = Array.from(
      { length: 400 },
      (_one, n): IssueFacts => ({
        ...sampleNewIssue,
        issue: { ...sampleIssue, shortId: `WEB-${n % 50}` },
      }),
    );
    const { subject, preheader, text } = writeMail(outlineAll(told), frame);
    expect(preheader).toMatch(/^TypeError: Cannot read/);
    expect(writeMail(outlineAll([sampleSummary]), frame).preheader).toMatch(/^18,204 events, 29% more/);
    expect(subject).toContain("400 messages of Checkout errors");
    expect(text).toContain(
      "8 times · New issue in storefront-web · applyCoupon in app/checkout/coupon.ts:48",
    );
    expect(text).toContain(
      "50 different things at 16 Nov 2026 16:20:00 UTC. This one message stands for 400.",
    );
    expect(text.match(/\/issues\/WEB-/g)).toHaveLength(20);
    expect(text).toContain("And 30 more.");
  });

  it("has a subject of one line that nobody can add a header to", () => {
    for (const { subject, preheader } of mails) {
      expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(preheader).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(Array.from(subject).length).toBeLessThanOrEqual(200);
    }
  });

  it("holds no tag, attribute, image or link of anybody else", () => {
    for (const { html } of mails) {
      expect(html).not.toMatch(/<(script|img|iframe|link|svg|form)/i);
      // Tags are ours, with the attributes that we gave them.
      for (const [tag] of html.matchAll(/<[^>]*>/g))
        expect(tag.replaceAll(/"[^"]*"/g, "")).not.toMatch(/onload|onerror|evil/);
      for (const [, href = ""] of html.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^https:\/\/errors\.example\.com\//);
      expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\0]/);
    }
  });

  it("makes no path out of a project's name", () => {
    const [, , , summary] = outlines;
    expect(summary?.actions[0]?.path).toMatch(/^\/projects\/[\w%.\-!~*'()]+$/);
  });
});

describe("what has no threshold to speak of", () => {
  it("is silence, for so long", () => {
    const silence = { ...sampleFiring, measure: "silence", value: 15, threshold: 0, issue: null } as const;
    expect(outline(silence).subject).toBe("Checkout errors is firing: nothing for 15 minutes");
    expect(outline(silence).lead).toMatch(/^Events matching level:error: nothing for 15 minutes\. It began/);
    expect(outline({ ...silence, kind: "resolved", endedAt: sampleResolved.endedAt }).lead).toMatch(
      /^It fired for [a-z0-9 ]+\.$/,
    );
  });

  it("is a new pattern", () => {
    const facts = {
      ...sampleFiring,
      measure: "new_pattern",
      subject: "new patterns of log lines",
      value: 3,
      threshold: 0,
    } as const;
    expect(outline(facts).lead).toMatch(/^New patterns of log lines: 3 in 15 minutes\. It began/);
  });
});

describe("how often an issue was seen", () => {
  it.each([
    [1, 0, "once since"],
    [1, 1, "once by 1 user since"],
    [2, 2, "twice by 2 users since"],
    [1200, 1, "1,200 times by 1 user since"],
  ])("%s events of %s users", (events, users, text) => {
    const seen = outline({ ...sampleNewIssue, issue: { ...sampleIssue, events, users } }).rows.find(
      ([name]) => name === "Seen",
    );
    expect(seen?.[1].startsWith(text)).toBe(true);
  });
});

describe("chats", () => {
  it("Slack: calls nobody and links nowhere", () => {
    for (const outlined of outlines) {
      const body = writeSlack(outlined, baseUrl);
      for (const text of stringsOf(body)) {
        expect(text).not.toMatch(/<[!@#h]/);
        expect(text.match(/```/g)?.length ?? 0).toBeLessThanOrEqual(2);
        if (text.startsWith("http")) expect(text).toMatch(/^https:\/\/errors\.example\.com\//);
      }
      expect(body).toMatchObject({ link_names: false, parse: "none", mrkdwn: false });
      const texts = JSON.stringify(body).match(/"type":"mrkdwn"/g)?.length;
      expect(JSON.stringify(body).match(/"verbatim":true/g)?.length).toBe(texts);
      expect(JSON.stringify(body).length).toBeLessThan(40_000);
    }
  });

  it("Discord: may mention nobody, and every mark of Markdown is a letter", () => {
    for (const outlined of outlines) {
      const body = writeDiscord(outlined, baseUrl);
      expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
      expect(body).not.toHaveProperty("content");
      for (const text of stringsOf(body)) {
        expect(withoutCode(text)).not.toMatch(/@(everyone|here)/);
        expect(linksOutside(text)).toEqual([]);
      }
    }
  });

  it("Mattermost and Rocket.Chat: the same", () => {
    for (const outlined of outlines) {
      for (const text of stringsOf(writeMattermost(outlined, baseUrl))) {
        expect(withoutCode(text)).not.toMatch(/@(everyone|here|channel|all)/);
        expect(linksOutside(text)).toEqual([]);
      }
    }
  });

  it("Teams: only texts that know no Markdown", () => {
    for (const outlined of outlines) {
      const types = JSON.stringify(writeTeams(outlined, baseUrl)).match(/"type":"[\w.]+"/g) ?? [];
      expect(new Set(types)).toEqual(
        new Set([
          '"type":"message"',
          '"type":"AdaptiveCard"',
          '"type":"RichTextBlock"',
          '"type":"TextRun"',
          '"type":"Action.OpenUrl"',
        ]),
      );
      expect(JSON.stringify(writeTeams(outlined, baseUrl)).length).toBeLessThan(28_000);
    }
  });

  it("Telegram: only tags of ours", () => {
    for (const outlined of outlines) {
      const { text, parse_mode } = writeTelegram(outlined, "1", baseUrl) as {
        text: string;
        parse_mode: string;
      };
      expect(parse_mode).toBe("HTML");
      for (const [tag] of text.matchAll(/<[^>]*>/g)) {
        expect(tag).toMatch(/^<(\/?(b|pre|code|a)|a href="https:\/\/errors\.example\.com\/[^"<>]*")>$/);
      }
      expect(text.replaceAll(/<[^>]*>/g, "").length).toBeLessThan(4_096);
    }
  });
});

describe("what is as long as it can be", () => {
  // Whatever grows by being escaped, and what has two halves.
  const longest = ["&", "@", "*", "](", "😀", "`", "\\"].flatMap((text) => {
    const t = text.repeat(2_000);
    const issue = {
      ...hostile.issue,
      type: t,
      message: `x${t}`,
      culprit: t,
      environment: t,
      release: t,
      assignee: t,
      tags: Array.from({ length: 6 }, (_, n): [string, string] => [`${n}${t}`, t]),
    };
    const firing = {
      ...sampleFiring,
      rule: { id: "r", name: t, runbook: `x${t}` },
      group: t,
      subject: t,
      projects: Array.from({ length: 100 }, (_, n) => `project-with-quite-a-name-${n}`),
      samples: Array.from({ length: 5 }, () => ({
        at: sampleFiring.at,
        level: "error",
        text: t,
        path: "/events/1",
      })),
      searchPath: `/logs?query=${"%F0%9F%98%80".repeat(2_000)}`,
    };
    return [
      { ...sampleNewIssue, issue, rule: firing.rule },
      { ...sampleMention, issue, text: t },
      { ...firing, issue },
      { ...firing, issue: null },
    ].map((facts) => outlineAll([facts]));
  });

  it("is taken by Slack", () => {
    for (const outlined of longest) {
      const { blocks } = writeSlack(outlined, baseUrl) as {
        blocks: {
          text?: { text: string };
          fields?: { text: string }[];
          elements?: { url?: string; text: unknown }[];
        }[];
      };
      for (const { text, fields = [], elements } of blocks) {
        expect(text?.text.length ?? 0).toBeLessThanOrEqual(3_000);
        expect((text?.text.split("```").length ?? 1) % 2).toBe(1);
        for (const field of fields) expect(field.text.length).toBeLessThanOrEqual(2_000);
        if (elements) expect(elements.length).toBeGreaterThan(0);
        for (const { url = "" } of elements ?? []) expect(url.length).toBeLessThanOrEqual(3_000);
        for (const one of stringsOf([text, fields])) expect(one).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }
    }
  });

  it("is taken by Discord", () => {
    for (const outlined of longest) {
      const { embeds } = writeDiscord(outlined, baseUrl) as {
        embeds: {
          title: string;
          url: string;
          description: string;
          fields: { value: string }[];
          footer?: { text: string };
        }[];
      };
      const [embed] = embeds;
      expect(embed?.title.length).toBeLessThanOrEqual(256);
      expect(embed?.url.length).toBeLessThanOrEqual(2_048);
      expect(embed?.description.length).toBeLessThanOrEqual(4_096);
      expect((embed?.description.split("```").length ?? 1) % 2).toBe(1);
      expect(embed?.description).toContain(`](${baseUrl}/`);
      const all = stringsOf([embed?.title, embed?.description, embed?.fields, embed?.footer]);
      expect(all.join("").length).toBeLessThanOrEqual(6_000);
    }
  });

  it("is taken by Teams, Mattermost and Telegram", () => {
    for (const outlined of longest) {
      expect(Buffer.byteLength(JSON.stringify(writeTeams(outlined, baseUrl)))).toBeLessThan(28_000);
      expect(JSON.stringify(writeMattermost(outlined, baseUrl)).length).toBeLessThan(16_383);
      const { text } = writeTelegram(outlined, "1", baseUrl) as { text: string };
      const shown = text.replaceAll(/<[^>]*>/g, "").replaceAll(/&(amp|lt|gt);/g, "&");
      expect(shown.length).toBeLessThanOrEqual(4_096);
    }
  });

  it("has no half of a character anywhere", () => {
    for (const outlined of longest) {
      const bodies = [writeSlack, writeDiscord, writeTeams, writeMattermost].map((write) =>
        write(outlined, baseUrl),
      );
      const page = { outlined, key: "k", baseUrl, at: sampleFiring.at };
      const pagers = [writePagerDuty(page, "R"), writeOpsgenie(page).body];
      for (const text of stringsOf([...bodies, ...pagers, writeTelegram(outlined, "1", baseUrl)]))
        expect(text.isWellFormed()).toBe(true);
    }
  });
});

/** What is not in a code block. */
function withoutCode(text: string): string {
  return text
    .split("```")
    .filter((_part, index) => index % 2 === 0)
    .join("");
}

/** Links that are not ours: written as Markdown, or as an address that a program makes one of. */
function linksOutside(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/(?<!\\)\]\(([^)]*)\)|(?<!\()(https?:\/\/\S+)/g)];
  return links.map(([, marked, bare]) => marked ?? bare ?? "").filter((url) => !url.startsWith(baseUrl));
}

describe("pagers", () => {
  const given = { outlined: outlineAll([sampleFiring]), key: "k", baseUrl, at: sampleFiring.at };
  const over = { ...given, outlined: outlineAll([sampleResolved]) };

  it("PagerDuty: opens and ends the same incident", () => {
    expect(writePagerDuty(given, "R")).toMatchObject({
      routing_key: "R",
      dedup_key: "k",
      event_action: "trigger",
      payload: {
        severity: "critical",
        source: "storefront-web",
        summary: expect.stringContaining("is firing"),
      },
    });
    expect(writePagerDuty(over, "R")).toEqual({ routing_key: "R", dedup_key: "k", event_action: "resolve" });
  });

  it("Opsgenie: opens and closes the same alert", () => {
    expect(writeOpsgenie(given)).toMatchObject({ path: "/v2/alerts", body: { alias: "k", priority: "P1" } });
    expect(writeOpsgenie({ ...over, key: "a/b" }).path).toBe("/v2/alerts/a%2Fb/close?identifierType=alias");
  });

  it("keep within the lengths that they take", () => {
    for (const outlined of outlines) {
      const { body } = writeOpsgenie({ ...given, outlined });
      expect(String(body.message).length).toBeLessThanOrEqual(130);
    }
  });
});

const told = (facts: NotificationFacts) => ({ id: "n", createdAt: sampleFiring.at, facts });

describe("webhook", () => {
  it("holds the facts, stripped, and says what they are", () => {
    const body = JSON.parse(writeWebhook([told(hostile)], "d", baseUrl)) as Record<string, unknown>;
    expect(body).toMatchObject({
      version: 1,
      delivery: "d",
      event: "issue.new",
      url: `${baseUrl}/issues/WEB-4F2`,
    });
    for (const text of stringsOf(body)) expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(writeWebhook([told(hostile), told(sampleFiring)], "d", baseUrl))).toMatchObject({
      event: "digest",
      notifications: [{ kind: "issue" }, { kind: "firing", value: 318 }],
    });
  });

  it("is signed with the time, as the document says", () => {
    expect(signWebhook('{"a":1}', "key", new Date(1_700_000_000_999))).toBe(
      "t=1700000000,v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03",
    );
  });
});
