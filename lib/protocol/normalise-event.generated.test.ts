import { expect, it } from "vitest";
import { z } from "zod";
import { type Event, type Json, type JsonObject, LEVELS } from "./event";
import { normaliseEvent } from "./normalise-event";
import { parseJson } from "./parse-json";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

const text = z.string().min(1);
const time = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);
const tree = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const pairs = z.array(z.tuple([z.string(), z.string()]));
const lines = z.array(z.string());
const frame = z.strictObject({
  filename: text.optional(),
  abs_path: text.optional(),
  function: text.optional(),
  raw_function: text.optional(),
  module: text.optional(),
  package: text.optional(),
  platform: text.optional(),
  lineno: count.optional(),
  colno: count.optional(),
  pre_context: lines.optional(),
  context_line: text.optional(),
  post_context: lines.optional(),
  in_app: z.boolean().optional(),
  vars: tree.optional(),
  instruction_addr: text.optional(),
  addr_mode: text.optional(),
  symbol_addr: text.optional(),
  image_addr: text.optional(),
  lock: tree.optional(),
  trust: text.optional(),
});
const stacktrace = z.strictObject({
  frames: z.array(frame),
  frames_omitted: z.tuple([count, count]).optional(),
});
const mechanism = z.strictObject({
  type: text,
  handled: z.boolean().optional(),
  synthetic: z.boolean().optional(),
  source: text.optional(),
  exception_id: count.optional(),
  parent_id: count.optional(),
  is_exception_group: z.boolean().optional(),
  help_link: text.optional(),
  description: text.optional(),
  data: tree.optional(),
  meta: tree.optional(),
});
const exception = z.strictObject({
  type: text.optional(),
  value: text.optional(),
  module: text.optional(),
  thread_id: text.optional(),
  mechanism: mechanism.optional(),
  stacktrace: stacktrace.optional(),
  raw_stacktrace: stacktrace.optional(),
});
const thread = z.strictObject({
  id: text.optional(),
  name: text.optional(),
  crashed: z.boolean().optional(),
  current: z.boolean().optional(),
  main: z.boolean().optional(),
  state: text.optional(),
  stacktrace: stacktrace.optional(),
});
const template = frame.pick({
  filename: true,
  abs_path: true,
  lineno: true,
  pre_context: true,
  context_line: true,
  post_context: true,
});
const breadcrumb = z.strictObject({
  timestamp: time.optional(),
  type: text,
  category: text.optional(),
  level: z.enum(LEVELS),
  message: text.optional(),
  data: tree.optional(),
  event_id: text.optional(),
});
const user = z.strictObject({
  id: text.optional(),
  email: text.optional(),
  username: text.optional(),
  name: text.optional(),
  ip_address: text.optional(),
  segment: text.optional(),
  geo: tree.optional(),
  data: tree.optional(),
});
const request = z.strictObject({
  method: text.optional(),
  url: text.optional(),
  query_string: pairs.optional(),
  fragment: text.optional(),
  headers: pairs.optional(),
  cookies: pairs.optional(),
  data: z.custom<Json>(() => true).optional(),
  env: tree.optional(),
});
const schema = z.strictObject({
  event_id: z.string().regex(/^[0-9a-f]{32}$/),
  type: z.enum(["error", "default", "csp", "hpkp", "expectct", "expectstaple"]),
  timestamp: time,
  received: time,
  level: z.enum(LEVELS),
  platform: text,
  logger: text.optional(),
  transaction: text.optional(),
  culprit: text.optional(),
  server_name: text.optional(),
  release: text.optional(),
  dist: text.optional(),
  environment: text.optional(),
  logentry: z
    .strictObject({
      message: text.optional(),
      params: z.union([z.array(z.custom<Json>(() => true)), tree]).optional(),
      formatted: text,
    })
    .optional(),
  exception: z.strictObject({ values: z.array(exception).min(1).max(50) }).optional(),
  stacktrace: stacktrace.optional(),
  threads: z.strictObject({ values: z.array(thread).min(1) }).optional(),
  template: template.optional(),
  security: z
    .strictObject({
      directive: text.optional(),
      blocked_uri: text.optional(),
      document_uri: text.optional(),
      report: tree,
    })
    .optional(),
  breadcrumbs: z.strictObject({ values: z.array(breadcrumb).min(1).max(100) }).optional(),
  user: user.optional(),
  request: request.optional(),
  contexts: z.record(z.string(), tree).optional(),
  tags: z.array(z.tuple([text, text])).max(100),
  extra: tree.optional(),
  modules: z.record(z.string(), z.string()).optional(),
  fingerprint: z.array(z.string()).min(1).max(32).optional(),
  checksum: text.optional(),
  sdk: z
    .strictObject({
      name: text,
      version: z.string(),
      integrations: z.array(z.string()).optional(),
      packages: z.array(z.strictObject({ name: text, version: z.string() })).optional(),
    })
    .optional(),
  debug_meta: tree.optional(),
  errors: z
    .array(
      z.strictObject({ type: text, name: text, reason: text, value: z.custom<Json>(() => true).optional() }),
    )
    .max(100)
    .optional(),
});

function violations(event: Event): string[] {
  const result = schema.safeParse(event);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  JSON.stringify(event, (key, value: unknown) => {
    for (const text of [key, value]) {
      if (typeof text === "string" && (text.includes("\0") || text !== Buffer.from(text).toString())) {
        problems.push(`text that Postgres refuses under ${key}`);
      }
    }
    return value;
  });
  return problems;
}

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
      return replace(copy as Json);
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
