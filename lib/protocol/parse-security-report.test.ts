import { expect, it } from "vitest";
import { normaliseEvent } from "./normalise-event";
import { parseSecurityReport } from "./parse-security-report";
import { ProtocolError } from "./protocol-error";

const receivedAt = new Date("2026-11-05T12:00:00Z");

function read(body: unknown, contentType = "application/csp-report", query = "") {
  return parseSecurityReport(Buffer.from(JSON.stringify(body)), {
    contentType,
    query: new URLSearchParams(query),
    userAgent: "Firefox",
  }).map((raw) => normaliseEvent(raw, { receivedAt }));
}

function refusal(body: unknown, contentType?: string): string {
  try {
    read(body, contentType);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}`;
    throw error;
  }
  return "accepted";
}

const csp = {
  "csp-report": {
    "document-uri": "https://example.com/page?a=1",
    referrer: "https://example.org/",
    "violated-directive": "script-src-elem 'self'",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/x.js",
  },
};

it("makes an event of a CSP report", () => {
  expect(
    read(csp, "application/csp-report; charset=utf-8", "sentry_release=1.0&sentry_environment=prod"),
  ).toMatchObject([
    {
      type: "csp",
      logger: "csp",
      release: "1.0",
      environment: "prod",
      culprit: "script-src-elem",
      logentry: { formatted: "Blocked 'script-src-elem' from 'evil.example'" },
      tags: [
        ["effective-directive", "script-src-elem"],
        ["blocked-uri", "https://evil.example/x.js"],
      ],
      request: {
        url: "https://example.com/page",
        headers: [
          ["User-Agent", "Firefox"],
          ["Referer", "https://example.org/"],
        ],
      },
      security: { directive: "script-src-elem", report: csp["csp-report"] },
    },
  ]);
});

it("falls back to the violated directive, and takes words for addresses", () => {
  const [event] = read({
    "csp-report": { "violated-directive": "style-src 'self'", "blocked-uri": "inline" },
  });
  expect(event?.logentry?.formatted).toBe("Blocked 'style-src' from 'inline'");
});

it.each([
  [{ "expect-ct-report": { hostname: "example.com" } }, "application/expect-ct-report+json", "expectct"],
  [
    { "expect-staple-report": { hostname: "example.com" } },
    "application/expect-staple-report",
    "expectstaple",
  ],
  [{ hostname: "example.com", "known-pins": [] }, "application/json", "hpkp"],
])("makes an event of %j", (body, mime, type) => {
  expect(read(body, mime)).toMatchObject([
    {
      type,
      culprit: "example.com",
      tags: [["hostname", "example.com"]],
      security: { directive: "example.com" },
    },
  ]);
});

it("takes the CSP reports out of a list of the Reporting API", () => {
  const body = { documentURL: "https://example.com/", blockedURL: "eval", effectiveDirective: "script-src" };
  const events = read(
    [
      { type: "csp-violation", url: "https://example.com/", user_agent: "Chrome", body },
      { type: "network-error", body: {} },
      5,
      { type: "csp-violation", url: "https://example.com/b", body: { effectiveDirective: "img-src" } },
    ],
    "application/reports+json",
  );
  expect(events.map((event) => [event.logentry?.formatted, event.security?.document_uri])).toEqual([
    ["Blocked 'script-src' from 'eval'", "https://example.com/"],
    ["Blocked 'img-src' from 'unknown'", "https://example.com/b"],
  ]);
  expect(events[0]?.request?.headers).toEqual([["User-Agent", "Chrome"]]);
});

it("refuses other types, unknown reports and too many of them", () => {
  for (const mime of ["text/plain", "", "multipart/form-data"])
    expect(refusal(csp, mime)).toBe("415 unsupported_media_type");
  for (const body of [{}, null, 5, "x", { "csp-report": [] }])
    expect(refusal(body)).toBe("400 invalid_report");
  expect(refusal(Array.from({ length: 101 }, () => ({})))).toBe("413 too_large");
});
