import { expect, it } from "vitest";
import { normaliseEvent } from "./normalise-event";
import { parseEnvelope } from "./parse-envelope";
import { parseJson } from "./parse-json";
import { ProtocolError } from "./protocol-error";

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  "\n",
  "\r\n",
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  "\\u0000",
  "\\ud800",
  ",",
  ":",
  "-",
  "1e999",
  "NaN",
  "-Infinity",
];
const WORDS = [
  ...PIECES,
  "null",
  "99999999999999999999",
  '"length":3',
  '"type":"event"',
  "\0",
  "\xff\xfe",
  "\xef\xbb\xbf",
  "__proto__",
];

function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  let result = bytes;
  for (let changes = 1 + random(2); changes > 0; changes--) {
    const at = random(result.length + 1);
    const to = Math.min(result.length, at + random(random(4) === 0 ? 200 : 4));
    const insert =
      random(3) === 0
        ? result.subarray(at, at + random(60))
        : Buffer.from(WORDS[random(WORDS.length)] ?? "", "latin1");
    result = Buffer.concat([result.subarray(0, at), insert, result.subarray(to)]);
  }
  return result;
}

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
const receivedAt = new Date("2026-11-05T12:00:00Z");

it("a damaged envelope is read or refused with a reason, and its event too", () => {
  const random = seeded(20261105);
  const outcomes = new Map<string, number>();
  for (let round = 0; round < 4_000; round++) {
    const bytes = round % 2 === 0 ? mutate(envelope, random) : mutate(Buffer.from(payload), random);
    const outcome = take(bytes, round % 2 === 0);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect([...outcomes.keys()].sort()).toEqual([
    "accepted",
    "invalid_envelope",
    "invalid_event_id",
    "invalid_json",
    "invalid_json_type",
  ]);
  expect(outcomes.get("accepted")).toBeGreaterThan(200);
});

function take(bytes: Buffer, isEnvelope: boolean): string {
  try {
    const items = isEnvelope ? parseEnvelope(bytes).items.map((item) => item.payload) : [bytes];
    for (const item of items) {
      const stored = JSON.stringify(normaliseEvent(parseJson(item), { receivedAt }));
      expect(JSON.parse(stored)).toHaveProperty("event_id");
    }
    return "accepted";
  } catch (error) {
    if (error instanceof ProtocolError) return error.reason;
    throw error;
  }
}
