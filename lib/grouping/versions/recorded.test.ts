import { describe, expect, it } from "vitest";
import { groupPayload } from "@/e2e/payloads/group-payload";
import { listPayloads, readExpectations, readPayload } from "@/e2e/payloads/read-payloads";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import type { Json, JsonObject } from "@/lib/protocol/event";

const payloads = new Map(listPayloads().map((name) => [name, readPayload(name)]));
const expected = readExpectations();
/** What a version said when it was frozen is kept for ever, and all payloads must be frozen for it. */
const frozenVersions = [
  ...new Set(["jackdaw:2026-11", ...Object.values(expected).flatMap(Object.keys)]),
].sort();
const clients = [...new Set([...payloads.keys()].map((name) => name.slice(0, name.indexOf("/"))))];

describe.each(frozenVersions)("%s", (version) => {
  it.each(clients)("groups as it always did what was recorded from %s", (client) => {
    const names = [...payloads.keys()].filter((name) => name.startsWith(`${client}/`));
    const said = names.map((name) => [name, groupPayload(payloadNamed(name), version)]);
    const frozen = names.map((name) => [name, expected[name]?.[version] ?? "not frozen"]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(frozen));
  });
});

it("expects nothing of payloads that are gone", () => {
  expect(Object.keys(expected).filter((name) => !payloads.has(name))).toEqual([]);
});

it("has payloads of many clients", () => {
  expect(payloads.size).toBeGreaterThanOrEqual(400);
  expect(clients.length).toBeGreaterThanOrEqual(30);
});

const engines = ["chromium", "firefox", "webkit"];
const inAllEngines = (client: string, ...cases: string[]) =>
  cases.map((name) => engines.map((engine) => `${client}-${engine}/${name}`));
const inAll = (list: string[], ...cases: string[]) =>
  cases.map((name) => list.map((client) => `${client}/${name}`));
const withCases = (list: string[], ...cases: string[]) =>
  list.map((client) => cases.map((name) => `${client}/${name}`));

const newerNode = ["sentry-node-7.120.4", "sentry-node-8.55.2", "sentry-node-11.12.0"];
const anyNode = ["sentry-node-5.30.0", ...newerNode];
const anyPython = ["sentry-python-0.20.3", "sentry-python-1.45.1", "sentry-python-2.75.0"];
const ravenPython = ["raven-python-5.33.0", "raven-python-6.10.0"];
const inChromium = ["11.12.0", "8.55.2", "7.120.4", "5.30.0"].map(
  (version) => `sentry-browser-${version}-chromium`,
);
const go = ["sentry-go-0.13.0", "sentry-go-0.50.0"];
const java = ["sentry-java-7.14.0", "sentry-java-8.62.0"];
const ruby = ["raven-ruby-3.1.2", "sentry-ruby-5.3.0"];
const rust = ["sentry-rust-0.49.5"];

/** Events of each line are one bug for a person. */
const ONE_ISSUE: string[][] = [
  // Caught and reported, or caught by nobody.
  ...withCases([...anyPython, ...ravenPython], "unhandled", "handled-at-top"),
  ...withCases([...anyNode, "raven-node-2.6.4"], "unhandled", "handled-in-callback"),
  ...withCases(inChromium, "unhandled", "handled-in-callback"),
  // Generations of one SDK.
  ...inAll(newerNode, "method", "json-parse"),
  ...inAll(
    anyNode,
    "handled",
    "unhandled",
    "other-function",
    "cause-chain",
    "async-handled",
    "made-function",
  ),
  ...inAll(anyPython, "handled", "unhandled", "logger", "cause-chain", "thread", "lambda", "recursion-deep"),
  ...inAll(ravenPython, "handled", "logger", "recursion-shallow"),
  ...inAll(inChromium, "handled", "unhandled", "constructor", "async-rejection"),
  ...inAll(java, "handled", "unhandled", "in-stream", "cause-chain", "by-proxy", "stack-overflow"),
  // Engines.
  ...inAllEngines(
    "sentry-browser-11.12.0",
    ..."handled unhandled other-function async-rejection async-handled in-promise method constructor".split(
      " ",
    ),
    ..."getter object-method native sort json-parse undefined-property undefined-call".split(" "),
    ..."cause-chain aggregate-error id-in-message recursion-deep thrown-text in-listener".split(" "),
  ),
  ...inAllEngines("sentry-browser-11.12.0-minified", "handled", "unhandled", "constructor", "method"),
  ...inAllEngines("sentry-browser-7.120.4", "handled", "unhandled", "constructor", "method"),
  ...inAllEngines("raven-js-3.27.2", "handled", "unhandled", "constructor", "method", "undefined-property"),
  // How deep a recursion went is chance.
  ...withCases([...anyPython, ...java, ...go, ...rust, ...ruby], "recursion-shallow", "recursion-deep"),
  ...withCases(inChromium, "recursion-shallow", "recursion-deep"),
  // Numbers and ids in messages.
  ...withCases([...anyNode, ...anyPython, ...java], "message", "message-other-number"),
  ...withCases([...go, ...ruby, ...inChromium.slice(0, 1)], "message", "message-other-number"),
  ...withCases([...anyPython, ...ravenPython], "logger", "logger-other-values"),
  ...withCases(go, "id-in-message", "id-in-message-other"),
  ...withCases(rust, "panic", "panic-other-number"),
];

/** Events of each line are different bugs: no two may share an issue. */
const SEPARATE_ISSUES: string[][] = [
  ...withCases(
    [...anyNode, ...anyPython, ...java, ...ruby],
    "handled",
    "other-function",
    "recursion-deep",
    "message",
  ),
  ...withCases(inChromium, "handled", "other-function", "recursion-deep", "message"),
  ...withCases(newerNode, "handled", "json-parse", "method", "cause-chain", "aggregate-error"),
  ...withCases(anyPython, "logger", "logger-other-template", "logger-exception", "message"),
  ...withCases(anyPython, "cause-chain", "group-two-kinds", "group-one-kind", "id-in-message"),
  ...withCases([...anyNode, ...anyPython], "fingerprint", "fingerprint-hybrid", "handled"),
  ...withCases(java, "handled", "in-stream", "by-reflection", "suppressed", "in-anonymous-class"),
  ...withCases(go, "handled", "cause-chain", "id-in-message", "panic", "recursion-deep", "message"),
  ...withCases(rust, "handled", "parse-error", "panic", "unwrap", "closure", "recursion-deep", "message"),
  ...inAll([...ruby], "handled").map(([name]) => [name ?? "", "sentry-python-2.75.0/handled"]),
];

/**
 * One bug for a person, but what the clients sent does not say so, or the newest version does not know yet. A line whose
 * events come together moves up.
 */
const APART_NEVERTHELESS: [reason: string, payloads: string[]][] = [
  ["WebKit leaves out frames whose last act is a call", inEngines("tail-call", "chromium", "webkit")],
  ["WebKit does not name functions after properties", inEngines("assigned-function", "chromium", "webkit")],
  ["endless recursion has a type of its own in Firefox", inEngines("stack-overflow", "chromium", "firefox")],
  [
    "Node keeps ten frames, recursion pushes the callers out",
    [`${newerNode[2]}/recursion-shallow`, `${newerNode[2]}/recursion-deep`],
  ],
  [
    "Node keeps ten frames, also for its oldest client",
    ["sentry-node-5.30.0/recursion-shallow", "sentry-node-5.30.0/recursion-deep"],
  ],
  ["Node's native frames had no file before version 7", inNode("json-parse", "5.30.0", "7.120.4")],
  ["old Go clients send the deferred function too", ["sentry-go-0.13.0/panic", "sentry-go-0.50.0/panic"]],
];

function inNode(name: string, ...which: string[]): string[] {
  return which.map((version) => `sentry-node-${version}/${name}`);
}

function inEngines(name: string, ...which: string[]): string[] {
  return which.map((engine) => `sentry-browser-11.12.0-${engine}/${name}`);
}

describe(`what ${CURRENT_VERSION} cannot bring together`, () => {
  it.each(APART_NEVERTHELESS)("%s", (_, [one = "", other = ""]) => {
    expect(share(hashesOf(one), hashesOf(other))).toBe(false);
  });
});

describe(`what ${CURRENT_VERSION} makes one issue`, () => {
  it.each(ONE_ISSUE)("%s", (first, ...others) => {
    const apart = others.filter((other) => !share(hashesOf(first ?? ""), hashesOf(other)));
    expect(apart).toEqual([]);
  });
});

describe(`what ${CURRENT_VERSION} keeps apart`, () => {
  it.each(SEPARATE_ISSUES)("%s", (...names) => {
    const together = names.flatMap((one, index) =>
      names
        .slice(index + 1)
        .flatMap((other) => (share(hashesOf(one), hashesOf(other)) ? [[one, other]] : [])),
    );
    expect(together).toEqual([]);
  });
});

it.each(clients)("does not mind other lines, ids, releases and tags: %s", (client) => {
  const names = [...payloads.keys()].filter((name) => name.startsWith(`${client}/`));
  const changed = names.filter((name) => {
    const other = { ...(moveLines(payloadNamed(name)) as JsonObject), ...OTHER_RUN };
    return !isSame(groupPayload(other, CURRENT_VERSION).hashes, hashesOf(name));
  });
  expect(changed).toEqual([]);
});

it.each(clients)("opens another issue for another type: %s", (client) => {
  const names = [...payloads.keys()].filter((name) => name.startsWith(`${client}/`) && decidesByType(name));
  const unchanged = names.filter((name) =>
    share(groupPayload(renameTypes(payloadNamed(name)), CURRENT_VERSION).hashes, hashesOf(name)),
  );
  expect(unchanged).toEqual([]);
});

const OTHER_RUN: JsonObject = {
  event_id: "fedcba9876543210fedcba9876543210",
  release: "shop@4.5.6",
  server_name: "web-2",
  tags: { flavour: "vanilla" },
  modules: { left: "1.0.0" },
};

function payloadNamed(name: string): JsonObject {
  const payload = payloads.get(name);
  if (!payload) throw new Error(`no payload is called ${name}`);
  return payload;
}

const known = new Map<string, string[]>();

function hashesOf(name: string): string[] {
  const hashes = known.get(name) ?? groupPayload(payloadNamed(name), CURRENT_VERSION).hashes;
  known.set(name, hashes);
  return hashes;
}

/** An event joins the issue that any of its hashes is linked to. */
function share(one: string[], other: string[]): boolean {
  return one.some((hash) => other.includes(hash));
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((hash, index) => hash === other[index]);
}

function moveLines(value: Json): Json {
  if (Array.isArray(value)) return value.map(moveLines);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      (key === "lineno" || key === "colno") && typeof item === "number" ? item + 17 : moveLines(item),
    ]),
  );
}

/** Exceptions whose type the SDK did not make up, in events that no client gave a fingerprint. */
function decidesByType(name: string): boolean {
  const { fingerprint } = payloadNamed(name);
  const exceptions = exceptionsOf(payloadNamed(name));
  if (exceptions.length === 0 || (Array.isArray(fingerprint) && !fingerprint.includes("{{ default }}")))
    return false;
  return exceptions.some(
    ({ type, mechanism }) => type && !(mechanism as JsonObject | undefined)?.["synthetic"],
  );
}

function renameTypes(payload: JsonObject): JsonObject {
  const copy = structuredClone(payload);
  for (const exception of exceptionsOf(copy)) if (exception["type"]) exception["type"] = "OtherError";
  return copy;
}

function exceptionsOf(payload: JsonObject): JsonObject[] {
  const exception = payload["exception"] ?? payload["sentry.interfaces.Exception"];
  const list = Array.isArray(exception) ? exception : (exception as JsonObject | undefined)?.["values"];
  return Array.isArray(list) ? (list as JsonObject[]) : [];
}
