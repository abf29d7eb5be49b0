import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { groupEvent } from "./group-event";
import { hashStrings } from "./hash-strings";
import { plainSettings } from "./settings";
import { buildErrorEvent, buildEvent, buildException, buildFrames } from "./testing/build-event";

const app = { in_app: true };
const lib = { in_app: false };
const FALLBACK = "d41d8cd98f00b204e9800998ecf8427e";

const hashesOf = (event: Event) => groupEvent(event).hashes;
const strategyOf = (event: Event) => groupEvent(event).variants[0]?.strategy;
const frames = buildFrames(["/x/site-packages/run.py", "run", lib], ["/srv/cart.py", "total", app]);
const error = (fields: Partial<Event> = {}) =>
  buildErrorEvent("python", [buildException("ValueError", "no 7", frames)], fields);

describe("the order of strategies", () => {
  const message = { formatted: "hello" };
  const stacktrace = { frames };
  const threads = { values: [{ id: "1", stacktrace: { frames } }] };
  const template = { filename: "cart.html", context_line: "{{ total" };
  const security = { directive: "script-src", blocked_uri: "https://evil.example/x.js", report: {} };

  it.each<[string, Event]>([
    ["checksum", error({ checksum: "abc", fingerprint: ["x"], logentry: message })],
    ["fingerprint", error({ fingerprint: ["x"], logentry: message })],
    ["exception", error({ logentry: message, threads, stacktrace })],
    ["threads", buildEvent({ threads, stacktrace, logentry: message })],
    ["stacktrace", buildEvent({ stacktrace, template, logentry: message })],
    ["template", buildEvent({ template, security, logentry: message })],
    ["csp", buildEvent({ type: "csp", security, logentry: message })],
    ["message", buildEvent({ logentry: message })],
    ["fallback", buildEvent()],
  ])("%s", (strategy, event) => {
    expect(strategyOf(event)).toBe(strategy);
  });

  it("passes over an exception that says nothing", () => {
    expect(strategyOf(buildErrorEvent("python", [{}], { logentry: message }))).toBe("message");
  });

  it("refuses a version that does not exist", () => {
    expect(() => groupEvent(buildEvent(), plainSettings("jackdaw:1999-01"))).toThrow(RangeError);
  });
});

describe("variants", () => {
  it("prefers in-app frames and keeps all frames as the second hash", () => {
    expect(hashesOf(error())).toEqual([
      hashStrings(["ValueError", "cart.py", "total"]),
      hashStrings(["ValueError", "run.py", "run", "cart.py", "total"]),
    ]);
  });

  it("has one hash if no frame is in-app, and says why", () => {
    const { hashes, variants } = groupEvent(
      buildErrorEvent("python", [buildException("E", "v", buildFrames(["/x/run.py", "run", lib]))]),
    );
    expect(hashes).toEqual([hashStrings(["E", "run.py", "run"])]);
    expect(variants[0]).toMatchObject({
      name: "app",
      hint: "no in-app frame contributes, all frames are used",
    });
  });

  it("has one hash if both variants agree", () => {
    const event = buildErrorEvent("python", [
      buildException("E", "v", buildFrames(["/x/run.py", "run", app])),
    ]);
    expect(hashesOf(event)).toHaveLength(1);
  });

  it("decides by its own rules what the SDK left open", () => {
    const open = buildFrames(["/x/site-packages/run.py", "run"], ["/srv/cart.py", "total"]);
    expect(hashesOf(buildErrorEvent("python", [buildException("ValueError", "", open)]))).toEqual(
      hashesOf(error()),
    );
  });
});

const hashOfExceptions = (...exceptions: Parameters<typeof buildErrorEvent>[1]) =>
  hashesOf(buildErrorEvent("python", exceptions))[0];

const inner = (id: number, type: string) => ({
  ...buildException(type, ""),
  mechanism: { type: "chained", exception_id: id, parent_id: 0 },
});

describe("an exception", () => {
  it("counts its value only without stack: two lines, parameterised", () => {
    expect(hashOfExceptions(buildException("E", "\n  id 7 \n\n second 2\nthird"))).toBe(
      hashStrings(["E", "id <int>\nsecond <int>"]),
    );
    expect(hashOfExceptions(buildException("E", "a", frames))).toBe(
      hashOfExceptions(buildException("E", "b", frames)),
    );
    expect(hashOfExceptions(buildException("E", "a", []))).toBe(hashStrings(["E", "a"]));
  });

  it("does not count a made-up type", () => {
    const made = { ...buildException("SIGSEGV", "crash"), mechanism: { type: "signal", synthetic: true } };
    expect(hashOfExceptions(made)).toBe(hashStrings(["crash"]));
  });

  it("counts domain and code of Apple's errors, not their text", () => {
    const meta = { ns_error: { domain: "NSURLErrorDomain", code: -1009 } };
    const apple = { ...buildException("NSError", "text"), mechanism: { type: "NSError", meta } };
    expect(hashOfExceptions(apple)).toBe(hashStrings(["NSError", "NSURLErrorDomain", "-1009"]));
  });

  it("counts with its causes, oldest first", () => {
    const cause = buildException("KeyError", "x", buildFrames(["/srv/db.py", "get", app]));
    expect(hashOfExceptions(cause, buildException("ValueError", "", frames))).toBe(
      hashStrings(["KeyError", "db.py", "get", "ValueError", "cart.py", "total"]),
    );
  });

  it("of a group counts once per kind, without the wrapper", () => {
    const group = {
      ...buildException("ExceptionGroup", "2 failed"),
      mechanism: { type: "generic", exception_id: 0, is_exception_group: true },
    };
    expect(hashOfExceptions(inner(2, "KeyError"), inner(1, "KeyError"), group)).toBe(
      hashStrings(["KeyError"]),
    );
    const several = hashStrings(["KeyError", "TypeError", "ExceptionGroup", "<int> failed"]);
    expect(hashOfExceptions(inner(2, "KeyError"), inner(1, "TypeError"), group)).toBe(several);
    expect(hashOfExceptions(inner(2, "TypeError"), inner(1, "KeyError"), group)).toBe(several);
  });
});

describe("threads", () => {
  const stacktrace = { frames: buildFrames(["/srv/a.c", "f", app]) };
  const other = { stacktrace: { frames: buildFrames(["/srv/b.c", "g", app]) } };

  it.each([
    [[other, { stacktrace, crashed: true, current: false }], true],
    [
      [
        { ...other, current: true },
        { stacktrace, crashed: true },
      ],
      true,
    ],
    [[other, { stacktrace, current: true }], true],
    [[{ stacktrace }], true],
    [[other, { stacktrace }], false],
    [
      [
        { stacktrace, crashed: true },
        { stacktrace, crashed: true },
      ],
      false,
    ],
  ])("%#", (values, found) => {
    expect(hashesOf(buildEvent({ threads: { values } }))[0]).toBe(
      found ? hashStrings(["a.c", "f"]) : FALLBACK,
    );
  });
});

describe("messages, templates and reports", () => {
  it("groups by the message's template, parameterised", () => {
    expect(
      hashesOf(buildEvent({ logentry: { message: "user %s, 3 tries", formatted: "user a, 3 tries" } })),
    ).toEqual([hashStrings(["user %s, <int> tries"])]);
    expect(hashesOf(buildEvent({ logentry: { formatted: "" } }))).toEqual([FALLBACK]);
  });

  it("groups templates by file and line of source", () => {
    expect(
      hashesOf(buildEvent({ template: { filename: "a.html", context_line: " {{ x ", lineno: 3 } })),
    ).toEqual([hashStrings(["a.html", "{{ x"])]);
  });

  it.each<[Event["type"], string, string | undefined, string[]]>([
    ["csp", "script-src", "https://EVIL.example/a.js?b", ["script-src", "evil.example"]],
    ["csp", "script-src", "https://shop.example/a.js", ["script-src", "'self'"]],
    ["csp", "script-src", "inline", ["script-src", "'inline'"]],
    ["csp", "img-src", "data:image/png", ["img-src", "data:"]],
    ["csp", "img-src", undefined, ["img-src", "'self'"]],
    ["hpkp", "shop.example", undefined, ["hpkp", "shop.example"]],
    ["expectct", "shop.example", undefined, ["expect-ct", "shop.example"]],
    ["expectstaple", "shop.example", undefined, ["expect-staple", "shop.example"]],
  ])("%s %s %s", (type, directive, blocked_uri, strings) => {
    const security = {
      directive,
      ...(blocked_uri && { blocked_uri }),
      document_uri: "https://shop.example/cart",
      report: {},
    };
    expect(hashesOf(buildEvent({ type, security }))).toEqual([hashStrings(strings)]);
  });
});

describe("what the client decides", () => {
  it("takes an MD5 as it is and hashes any other checksum", () => {
    expect(hashesOf(error({ checksum: FALLBACK }))).toEqual([FALLBACK]);
    expect(hashesOf(error({ checksum: "abc" }))).toEqual([hashStrings(["abc"])]);
    expect(hashesOf(error({ checksum: FALLBACK.toUpperCase() }))).toEqual([
      hashStrings([FALLBACK.toUpperCase()]),
    ]);
  });

  it("replaces the grouping by a fingerprint", () => {
    expect(hashesOf(error({ fingerprint: ["payments", "eu"] }))).toEqual([hashStrings(["payments", "eu"])]);
  });

  it.each(["{{ default }}", "{{default}}", " {{  default  }} "])(
    "treats %s alone as no fingerprint",
    (part) => {
      expect(hashesOf(error({ fingerprint: [part] }))).toEqual(hashesOf(error()));
      expect(hashesOf(error({ fingerprint: [] }))).toEqual(hashesOf(error()));
    },
  );

  it("salts every default hash, in the order of the fingerprint", () => {
    expect(hashesOf(error({ fingerprint: ["eu", "{{ default }}", "x"] }))).toEqual([
      hashStrings(["eu", "ValueError", "cart.py", "total", "x"]),
      hashStrings(["eu", "ValueError", "run.py", "run", "cart.py", "total", "x"]),
    ]);
    expect(hashesOf(buildEvent({ fingerprint: ["{{ default }}", "x"] }))).toEqual([hashStrings(["x"])]);
  });

  it.each([
    ["{{ transaction }}", "/cart"],
    ["{{transaction}}", "/cart"],
    ["{{ error.type }}", "ValueError"],
    ["{{ error.value }}", "no 7"],
    ["{{ message }}", "no 7"],
    ["{{ level }}", "error"],
    ["{{ release }}", "<no-release>"],
    ["{{ logger }}", "<no-logger>"],
    ["{{ stack.function }}", "total"],
    ["{{ stack.filename }}", "/srv/cart.py"],
    ["{{ stack.abs_path }}", "/srv/cart.py"],
    ["{{ stack.module }}", "<no-stack-module>"],
    ["{{ stack.package }}", "<no-stack-package>"],
    ["{{ tags.region }}", "eu"],
    ["{{ tags.zone }}", "<no-value-for-tag-zone>"],
    ["{{ constructor }}", "{{ constructor }}"],
    ["a {{ level }}", "a {{ level }}"],
  ])("expands %s", (part, value) => {
    const event = error({ fingerprint: [part], transaction: "/cart", tags: [["region", "eu"]] });
    expect(hashesOf(event)).toEqual([hashStrings([value])]);
  });
});
