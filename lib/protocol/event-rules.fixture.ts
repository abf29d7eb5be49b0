import { z } from "zod";
import { type Event, type Json, type JsonObject, LEVELS } from "./event";

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
  grouping: z.strictObject({ version: text, revision: z.int().nonnegative() }).optional(),
  errors: z
    .array(
      z.strictObject({ type: text, name: text, reason: text, value: z.custom<Json>(() => true).optional() }),
    )
    .max(100)
    .optional(),
});

/** Where an event does not keep to the types of `Event`, or holds text that Postgres refuses. */
export function violations(event: Event): string[] {
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
