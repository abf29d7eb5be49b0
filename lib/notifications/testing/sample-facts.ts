import type {
  FiringFacts,
  IssueFacts,
  IssueSketch,
  PersonalFacts,
  SummaryFacts,
} from "@/lib/notifications/facts";

const at = "2026-11-16T16:20:00.000Z";

/** An issue as rules tell of it. */
export const sampleIssue: IssueSketch = {
  shortId: "WEB-4F2",
  project: "storefront-web",
  type: "TypeError",
  message: "Cannot read properties of undefined (reading 'percentOff')",
  culprit: "applyCoupon(app/checkout/coupon.ts)",
  level: "error",
  isUnhandled: true,
  environment: "production",
  release: "web@4.18.0",
  events: 318,
  users: 204,
  firstSeen: "2026-11-16T16:05:00.000Z",
  assignee: "Maksym Kravets",
  code: {
    file: "app/checkout/coupon.ts",
    function: "applyCoupon",
    line: 48,
    lines: [
      { number: 46, text: "  const coupon = res.data?.coupon;" },
      { number: 47, text: "" },
      { number: 48, text: "  const off = coupon.percentOff / 100;" },
      { number: 49, text: "  const discount = round(cart.subtotal * off);" },
    ],
  },
  frames: [
    { function: "applyCoupon", file: "app/checkout/coupon.ts", line: 48, isOwn: true },
    { function: "submitOrder", file: "app/checkout/submit.ts", line: 112, isOwn: true },
    { function: "callCallback", file: "node_modules/react-dom/index.js", line: 4164, isOwn: false },
  ],
  tags: [
    ["browser", "Chrome 130"],
    ["os", "Windows 11"],
    ["level", "error"],
  ],
};

const rule = {
  id: "7d6f1c1e-0000-4000-8000-000000000001",
  name: "Checkout errors",
  runbook: "Call the payments team.",
};

export const sampleNewIssue: IssueFacts = {
  kind: "issue",
  reason: "new",
  issue: sampleIssue,
  rule,
  seen: null,
  at,
};

export const sampleMention: PersonalFacts = {
  kind: "issue",
  reason: "mentioned",
  issue: sampleIssue,
  by: "Grace",
  text: "@Ada this began with the new coupons. Can you look?",
  at,
};

export const sampleFiring: FiringFacts = {
  kind: "firing",
  rule,
  firingId: "7d6f1c1e-0000-4000-8000-000000000002",
  severity: "critical",
  group: "",
  subject: "events matching level:error",
  value: 318,
  unit: "",
  threshold: 120,
  comparison: "above",
  windowMinutes: 15,
  startedAt: "2026-11-16T16:05:00.000Z",
  endedAt: null,
  peak: 411,
  projects: ["storefront-web"],
  bars: [3, 2, 4, 3, 2, 3, 5, 4, 3, 2, 4, 3, 2, 3, 3, 4, 6, 11, 22, 36, 41, 44],
  issue: sampleIssue,
  samples: [
    {
      at,
      level: "error",
      text: "TypeError: Cannot read properties of undefined",
      path: "/events/0123456789abcdef",
    },
    { at, level: "error", text: "POST /checkout 500 in 84 ms", path: "/logs/1" },
  ],
  searchPath: "/issues?query=level%3Aerror",
  at,
};

export const sampleResolved: FiringFacts = {
  ...sampleFiring,
  kind: "resolved",
  value: 12,
  endedAt: "2026-11-16T16:47:00.000Z",
  at: "2026-11-16T16:47:00.000Z",
};

export const sampleSummary: SummaryFacts = {
  kind: "summary",
  from: "2026-11-09",
  to: "2026-11-15",
  project: "storefront-web",
  events: { now: 18_204, before: 14_100 },
  newIssues: { now: 12, before: 9 },
  regressedIssues: { now: 2, before: 2 },
  resolvedIssues: { now: 9, before: 14 },
  lines: { now: 1_204_112, before: 1_100_000 },
  errorLines: { now: 14_449, before: 11_000 },
  releases: ["web@4.19.0", "web@4.18.1"],
  releaseCount: 2,
  bars: [2100, 1800, 2400, 4200, 3900, 2000, 1804],
  top: [
    { ...sampleIssue, events: 9_120 },
    { ...sampleIssue, shortId: "WEB-4F3", type: "Error", message: "Payment was refused", events: 2_004 },
  ],
};

/** All that text from events could try, at once. */
export const hostileText =
  'a\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script><img src=x onerror=alert(1)>" onload="x" @everyone @here ' +
  "<!channel> <!here|x> <@U123> <https://evil.example|click> [click](https://evil.example) https://evil.example " +
  "```\n**bold** \u202Egnp.exe\u200B\u0000\u0007 =HYPERLINK(\"https://evil.example\") {{x}} ${x} &lt; 'quoted' \uD800";
