import { expect, it } from "vitest";
import type { Json, JsonObject } from "./event";
import { violations } from "./event-rules.fixture";
import { normaliseEvent } from "./normalise-event";
import { parseJson } from "./parse-json";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

/** One of everything, so that each position of the schema can be replaced. */
const frameSample = {
  filename: "a.py",
  abs_path: "/srv/a.py",
  function: "f",
  raw_function: "f()",
  module: "a",
  package: "p",
  platform: "python",
  lineno: 1,
  colno: 2,
  pre_context: ["x"],
  context_line: "y",
  post_context: ["z"],
  in_app: true,
  vars: { a: 1 },
  instruction_addr: "0x1",
  addr_mode: "abs",
  symbol_addr: "0x1",
  image_addr: 1,
  lock: { type: 1 },
  trust: "scan",
};
const fullStack = { frames: [frameSample], frames_omitted: [1, 2] };
const stack = { frames: [{ function: "f" }] };
const complete = {
  event_id: "9ec79c33ec9942ab8353589fcb2e04dc",
  timestamp: 1793880000,
  level: "error",
  type: "error",
  platform: "python",
  logger: "l",
  transaction: "t",
  culprit: "c",
  server_name: "s",
  release: "r",
  dist: "d",
  environment: "e",
  site: "s",
  message: "m",
  logentry: { message: "m %s", params: [1], formatted: "m 1" },
  exception: {
    values: [
      {
        type: "T",
        value: "v",
        module: "m",
        thread_id: 1,
        mechanism: {
          type: "m",
          handled: true,
          synthetic: false,
          source: "s",
          exception_id: 1,
          parent_id: 0,
          is_exception_group: false,
          help_link: "https://example.com",
          description: "d",
          data: { a: 1 },
          meta: { errno: { number: 1 } },
        },
        stacktrace: fullStack,
        raw_stacktrace: stack,
      },
    ],
  },
  stacktrace: stack,
  threads: {
    values: [{ id: 1, name: "n", crashed: true, current: true, main: true, state: "s", stacktrace: stack }],
  },
  template: {
    filename: "f",
    abs_path: "a",
    lineno: 1,
    pre_context: ["x"],
    context_line: "y",
    post_context: ["z"],
  },
  csp: {
    "effective-directive": "img-src",
    "violated-directive": "img-src x",
    "blocked-uri": "b",
    "document-uri": "d",
  },
  hpkp: { hostname: "h" },
  expectct: { hostname: "h" },
  expectstaple: { hostname: "h" },
  breadcrumbs: [
    {
      timestamp: 1793880000,
      type: "t",
      category: "c",
      level: "info",
      message: "m",
      data: { a: 1 },
      event_id: "x",
    },
  ],
  user: {
    id: 1,
    email: "e",
    username: "u",
    name: "n",
    ip_address: "1.2.3.4",
    segment: "s",
    geo: { city: "c" },
    data: { a: 1 },
    other: 1,
  },
  request: {
    method: "GET",
    url: "https://example.com/?a=1#b",
    query_string: "a=1",
    fragment: "f",
    headers: { Accept: "x", Cookie: "a=1" },
    cookies: "a=1",
    data: "a=1",
    env: { REMOTE_ADDR: "1.2.3.4" },
  },
  contexts: { os: { name: "Linux" }, browser: { name: "x" } },
  tags: { a: "b" },
  extra: { a: 1 },
  modules: { a: "1" },
  fingerprint: ["a"],
  checksum: "c",
  sdk: { name: "n", version: "v", integrations: ["i"], packages: [{ name: "n", version: "v" }] },
  debug_meta: { images: [] },
  "sentry.interfaces.Exception": [{ type: "T" }],
  "sentry.interfaces.Stacktrace": stack,
  "sentry.interfaces.Message": { message: "m" },
  "sentry.interfaces.Http": { url: "u" },
  "sentry.interfaces.User": { id: 1 },
  "sentry.interfaces.Template": { filename: "f" },
  "sentry.interfaces.Query": { query: "select" },
  "sentry.interfaces.Breadcrumbs": { values: [] },
  "sentry.interfaces.Contexts": { os: {} },
} satisfies JsonObject;

const hostile =
  '{"__proto__":{"a":1},"constructor":"c","toString":null,"\\u0000":"\\u0000\\ud800","values":[{"values":[[]]}]}';
const replacements: Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  Number.POSITIVE_INFINITY,
  "",
  "text",
  "\0\ud800",
  "x".repeat(20_000),
  [],
  [null, 1, "a", [], {}, [[]]],
  {},
  JSON.parse(hostile) as Json,
  { values: null },
  { values: "x" },
  { frames: null },
  JSON.parse(`${"[".repeat(120)}${"]".repeat(120)}`) as Json,
];

/** `value` with the node at every position replaced once by each replacement. */
function* mutations<T>(value: Json, replace: (next: Json) => T): Generator<T> {
  for (const replacement of replacements) yield replace(replacement);
  if (typeof value !== "object" || value === null) return;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    const inner = (value as Record<string | number, Json>)[key] as Json;
    yield* mutations(inner, (next) => {
      const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, Json>;
      copy[key] = next;
      return replace(copy);
    });
  }
}

it("the sample itself keeps to the schema", () => {
  expect(violations(normaliseEvent(complete, { receivedAt }))).toEqual([]);
});

it("C7: no field of any type, anywhere, throws or breaks the schema", () => {
  let tried = 0;
  const broken: string[] = [];
  for (const [key, value] of Object.entries(complete)) {
    for (const event of mutations(value, (next): JsonObject => ({ message: "m", [key]: next }))) {
      tried++;
      const problems = violations(
        normaliseEvent(event, { receivedAt, remoteAddress: "10.0.0.1", sdkClient: "a/1" }),
      );
      if (problems.length > 0)
        broken.push(`${key}: ${JSON.stringify(event[key]).slice(0, 300)}: ${problems.join()}`);
    }
  }
  expect(broken).toEqual([]);
  expect(tried).toBeGreaterThan(3_000);
}, 30_000);

it("C7: a refused field is noted with its path and the rest stays", () => {
  const event = normaliseEvent(
    parseJson(
      Buffer.from(
        '{"message":"kept","exception":{"values":[{"type":"T","stacktrace":{"frames":[{"lineno":{}}]}}]},"tags":5}',
      ),
    ),
    { receivedAt },
  );
  expect(event.logentry?.formatted).toBe("kept");
  expect(event.exception?.values[0]?.stacktrace?.frames).toHaveLength(1);
  expect(event.errors?.map((error) => error.name)).toEqual([
    "exception.values.0.stacktrace.frames.0.lineno",
    "tags",
  ]);
});
