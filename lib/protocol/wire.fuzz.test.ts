import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import { type Envelope, EnvelopeReader } from "./envelope-reader";
import { violations } from "./event-rules.fixture";
import { normaliseEvent } from "./normalise-event";
import { parseEnvelope } from "./parse-envelope";
import { parseJson } from "./parse-json";
import {
  applyDamage,
  cuts,
  damage,
  encode,
  meantEnvelope,
  outcomeOf,
  split,
  summarise,
} from "./wire.fixture";

// Enough for a busy machine, and for making a failure small.
vi.setConfig({ testTimeout: 60_000 });

const receivedAt = new Date("2026-11-05T12:00:00Z");

function readInPieces(pieces: Buffer[], keep?: (type: string) => number): Envelope {
  const reader = new EnvelopeReader(keep);
  for (const piece of pieces) reader.push(piece);
  return reader.end();
}

/** Keeps small events and nothing else, as ingest does with larger ones. */
const keep = (type: string) => (type === "event" ? 4_096 : 0);

it("any bytes are an envelope or refused with a reason", async () => {
  const refusals = /^(400 (invalid_envelope|invalid_event_id)|413 too_large)$/;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, hasHeader) => {
      const body = Buffer.concat([Buffer.from(hasHeader ? "{}\n" : ""), bytes]);
      const outcome = await outcomeOf(() => parseEnvelope(body));
      if ("refused" in outcome) expect(outcome.refused).toMatch(refusals);
    }),
    { numRuns: 1_000 },
  );
});

it("what a client means is what is read", () => {
  fc.assert(
    fc.property(meantEnvelope, (meant) => {
      const { header, items } = parseEnvelope(encode(meant));
      expect(header).toEqual(JSON.parse(JSON.stringify(meant.header)));
      expect(items.map(({ type }) => type)).toEqual(meant.items.map(({ type }) => type));
      for (const [index, { payload }] of items.entries())
        expect(payload.equals(meant.items[index]?.payload ?? payload)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("where the pieces of an envelope end makes no difference, whole or damaged", async () => {
  await fc.assert(
    fc.asyncProperty(meantEnvelope, fc.option(damage), cuts, async (meant, changes, places) => {
      const whole = encode(meant);
      const bytes = changes ? applyDamage(whole, changes) : whole;
      for (const policy of [undefined, keep]) {
        const pieces = await outcomeOf(() => readInPieces(split(bytes, places), policy));
        expect(summarise(pieces)).toBe(summarise(await outcomeOf(() => readInPieces([bytes], policy))));
      }
    }),
    { numRuns: 400 },
  );
});

it("byte by byte is no different either", async () => {
  await fc.assert(
    fc.asyncProperty(meantEnvelope, async (meant) => {
      const bytes = encode(meant).subarray(0, 3_000);
      const pieces = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
      expect(await outcomeOf(() => readInPieces(pieces))).toEqual(
        await outcomeOf(() => parseEnvelope(bytes)),
      );
    }),
    { numRuns: 50 },
  );
});

const event = {
  event_id: "9ec79c33ec9942ab8353589fcb2e04dc",
  timestamp: 1793880000.123,
  message: { message: "a %s {} %(b)s", params: ["x"] },
  exception: {
    values: [
      {
        type: "T",
        value: "v",
        stacktrace: { frames: [{ filename: "a", lineno: 1, vars: { a: [1, "x"] } }] },
      },
    ],
  },
  breadcrumbs: [{ timestamp: "2026-11-05T12:00:00Z", data: { a: 1 } }],
  user: { id: 12345678901, ip_address: "{{auto}}" },
  request: { url: "https://example.com/?a=1", headers: [["Cookie", "a=1"]], data: "a=1" },
  tags: [["a", "b"]],
  extra: { deep: { list: [1, null, "x"] } },
};
const payload = JSON.stringify(event);
const envelope = Buffer.from(
  `{"event_id":"${event.event_id}","sent_at":"2026-11-05T12:00:00Z"}\n{"type":"event","length":${payload.length}}\n${payload}\n{"type":"attachment","length":5}\n12345\n`,
);

/** Reads an envelope and its items, or one payload, to the end. */
function take(bytes: Buffer, isEnvelope: boolean): void {
  const items = isEnvelope ? parseEnvelope(bytes).items.map((item) => item.payload) : [bytes];
  for (const item of items) expect(violations(normaliseEvent(parseJson(item), { receivedAt }))).toEqual([]);
}

it("a damaged envelope is read or refused with a reason, and its event keeps to the schema", async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async (changes, isEnvelope) => {
      const bytes = applyDamage(isEnvelope ? envelope : Buffer.from(payload), changes);
      const outcome = await outcomeOf(() => take(bytes, isEnvelope));
      const name = "refused" in outcome ? outcome.refused : "accepted";
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    }),
    { numRuns: 1_200 },
  );
  expect(outcomes.get("accepted")).toBeGreaterThan(10);
  expect(outcomes.get("400 invalid_json")).toBeGreaterThan(10);
});

const NAMES =
  "event_id timestamp level type platform logger transaction culprit server_name release dist environment message logentry exception stacktrace threads template csp breadcrumbs user request contexts tags extra modules fingerprint checksum sdk debug_meta values frames data headers query_string url vars mechanism params formatted id ip_address __proto__ constructor".split(
    " ",
  );

it("any JSON object becomes an event that keeps to the schema", () => {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1, 1.5, 1e308, "", "text", "\0\ud800", "{{auto}}", "%s"),
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...NAMES), tie("tree"), { maxKeys: 8 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...NAMES), tree, { maxKeys: 12 }), (raw) => {
      const json = parseJson(Buffer.from(JSON.stringify(raw)));
      expect(
        violations(normaliseEvent(json, { receivedAt, remoteAddress: "10.0.0.1", sdkClient: "a/1" })),
      ).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
