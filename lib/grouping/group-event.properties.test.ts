import { describe, expect, it } from "vitest";
import type { Event, Frame } from "@/lib/protocol/event";
import { groupEvent } from "./group-event";
import { buildErrorEvent, buildEvent, buildException } from "./testing/build-event";

const RUNS = 60;

/** A small seeded generator, so that a failure can be repeated. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const hex = (length: number) =>
    `1a${Array.from({ length: length - 2 }, () => below(16).toString(16)).join("")}`;
  return { below, pick, hex };
}

type Random = ReturnType<typeof createRandom>;

const PLATFORMS = [
  "javascript",
  "node",
  "python",
  "php",
  "ruby",
  "java",
  "go",
  "csharp",
  "native",
  "elixir",
  "other",
];
const NAMES = ["total", "applyCoupon", "save", "Cart.load", "handle", "render"];

function buildRandomEvent(random: Random, build: string): Event {
  const platform = random.pick(PLATFORMS);
  const frames = Array.from({ length: 2 + random.below(6) }, (_, index): Frame => {
    const name = `${random.pick(NAMES)}${index}`;
    return {
      filename: `/srv/app.${build}.js`,
      function: name,
      in_app: index % 2 === 0,
      lineno: random.below(500),
    };
  });
  frames.push({ filename: `/srv/last.${build}.js`, function: "innermost", in_app: true, lineno: 1 });
  return buildErrorEvent(platform, [
    buildException(random.pick(["TypeError", "KeyError"]), "failed", frames),
  ]);
}

function preferred(event: Event): string {
  return groupEvent(event).hashes[0] ?? "";
}

function withFrames(event: Event, change: (frames: Frame[]) => Frame[]): Event {
  const values = (event.exception?.values ?? []).map((exception) => ({
    ...exception,
    stacktrace: { frames: change(exception.stacktrace?.frames ?? []) },
  }));
  return { ...event, exception: { values } };
}

function eachRandomEvent(check: (event: Event, random: Random) => void) {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = createRandom(seed);
    check(buildRandomEvent(random, random.hex(8)), random);
  }
}

describe("the preferred hash stays the same", () => {
  it("whatever surrounds the error", () => {
    eachRandomEvent((event, random) => {
      const changed: Event = {
        ...event,
        event_id: random.hex(32),
        timestamp: "2027-01-01T00:00:00.000Z",
        server_name: random.hex(8),
        release: random.hex(40),
        modules: { [random.hex(4)]: "1.0" },
        tags: [[random.pick(NAMES), random.hex(4)]],
        breadcrumbs: { values: [{ type: "default", level: "info", message: random.hex(9) }] },
        user: { id: random.hex(4) },
      };
      expect(preferred(changed)).toBe(preferred(event));
    });
  });

  it("whatever the lines and columns are", () => {
    eachRandomEvent((event, random) => {
      const moved = withFrames(event, (frames) =>
        frames.map((frame) => ({ ...frame, lineno: random.below(9999), colno: random.below(99) })),
      );
      expect(preferred(moved)).toBe(preferred(event));
    });
  });

  it("whatever the frames are that are not in-app", () => {
    eachRandomEvent((event, random) => {
      const foreign = () => ({ filename: "/x/lib.js", function: random.pick(NAMES), in_app: false });
      const added = withFrames(event, (frames) => frames.flatMap((frame) => [foreign(), frame, foreign()]));
      const removed = withFrames(event, (frames) => frames.filter((frame) => frame.in_app));
      expect(preferred(added)).toBe(preferred(event));
      expect(preferred(removed)).toBe(preferred(event));
    });
  });

  it("whatever hash the build wrote into file names", () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const [first, second] = [10, 20].map((length) => {
        const build = createRandom(seed + 1000 * length).hex(length);
        return preferred(buildRandomEvent(createRandom(seed), build));
      });
      expect(first).toBe(second);
    }
  });

  it("whatever numbers, ids and dates the message holds", () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = createRandom(seed);
      const write = () =>
        buildEvent({
          logentry: {
            formatted: `order ${random.below(1e9)} of ${random.hex(32)} took ${random.below(9999)}ms at ${new Date(random.below(2e9) * 1000).toISOString()} from 10.0.${random.below(256)}.${random.below(256)}`,
          },
        });
      expect(preferred(write())).toBe(preferred(write()));
    }
  });
});

describe("the preferred hash differs", () => {
  it("for another exception type", () => {
    eachRandomEvent((event) => {
      const values = event.exception?.values.map((exception) => ({ ...exception, type: "OtherError" })) ?? [];
      expect(preferred({ ...event, exception: { values } })).not.toBe(preferred(event));
    });
  });

  it("for another innermost in-app function", () => {
    eachRandomEvent((event) => {
      const other = withFrames(event, (frames) => [
        ...frames.slice(0, -1),
        { ...frames.at(-1), function: "elsewhere" },
      ]);
      expect(preferred(other)).not.toBe(preferred(event));
    });
  });
});
