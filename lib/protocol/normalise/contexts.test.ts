import { expect, it } from "vitest";
import { expectLinear } from "@/lib/testing/expect-linear";
import type { Event, Json } from "@/lib/protocol/event";
import { type NormaliseContext, normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json, context: Partial<NormaliseContext> = {}): Event {
  return normaliseEvent(raw, { receivedAt, ...context });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";

it("derives browser and system from the request's user agent, else from the connection of a browser", () => {
  const headers = { "User-Agent": CHROME };
  const expected = {
    browser: { name: "Chrome", version: "120.0.0.0" },
    os: { name: "Windows", version: "10" },
  };
  expect(normalise({ request: { headers } }).contexts).toMatchObject(expected);
  expect(normalise({ platform: "javascript" }, { userAgent: CHROME }).contexts).toMatchObject(expected);
  expect(normalise({ platform: "python" }, { userAgent: CHROME }).contexts).toBeUndefined();
});

it("leaves what the client named, and drops what is no object", () => {
  const event = normalise({
    contexts: { os: { name: "Linux" }, bad: 5 },
    request: { headers: { "User-Agent": CHROME } },
  });
  expect(event.contexts).toEqual({ os: { name: "Linux" } });
  expect(notes(event)).toEqual(["invalid_data contexts.bad"]);
});

it("C18: takes linear time on a hostile user agent of up to 1 MB", () => {
  for (const piece of ["a", "Mozilla/5.0 (", "Version/1 ", "Android 1;", "(((", "chrome ", "/1.", "; x) "]) {
    expectLinear(
      (size) => normalise({ platform: "javascript" }, { userAgent: piece.repeat(size / piece.length) }),
      1 << 20,
    );
  }
});
