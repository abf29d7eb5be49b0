import { expect, it } from "vitest";
import type { JsonObject } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { findLinks } from "./find-links";

const TRACE = "7d3fa1c2a81f4e6fb02c55d06e0a9f41";
const linksOf = (raw: JsonObject) => findLinks(normaliseEvent(raw, { receivedAt: new Date(0) }));

it.each<[string, JsonObject]>([
  ["the trace context", { contexts: { trace: { trace_id: TRACE, span_id: "0011223344556677" } } }],
  ["a tag", { tags: { trace_id: TRACE } }],
  ["a tag of OpenTelemetry", { tags: [["trace.id", TRACE]] }],
  ["what was added to it", { extra: { otelTraceID: TRACE } }],
  ["a traceparent header", { request: { headers: { traceparent: `00-${TRACE}-0011223344556677-01` } } }],
  ["a sentry-trace header", { request: { headers: { "Sentry-Trace": `${TRACE}-0011223344556677-1` } } }],
])("the trace of an event is read from %s", (_, raw) => {
  expect(linksOf(raw)).toEqual([{ kind: "trace", value: TRACE }]);
});

it.each<[string, JsonObject]>([
  ["zeros", { tags: { trace_id: "0".repeat(32) } }],
  ["a word", { tags: { trace: "yes" } }],
  ["text that is no id", { tags: { trace_id: 'a" OR trace:*' } }],
  ["a number", { extra: { trace_id: 12 } }],
  ["a host that all share", { server_name: "localhost" }],
])("nothing is looked for by %s", (_, raw) => {
  expect(linksOf(raw)).toEqual([]);
});

it("the trace comes before the host", () => {
  expect(linksOf({ server_name: "web-1", contexts: { trace: { trace_id: TRACE } } })).toEqual([
    { kind: "trace", value: TRACE },
    { kind: "host", value: "web-1" },
  ]);
});
