import {
  array,
  assert,
  type Arbitrary,
  constantFrom,
  date,
  dictionary,
  integer,
  property,
  record,
  shuffledSubarray,
  string,
  stringMatching,
  tuple,
  uuid,
} from "fast-check";
import { describe, expect, it } from "vitest";
import type { Event, Exception, Frame } from "@/lib/protocol/event";
import { groupEvent } from "./group-event";
import { buildErrorEvent, buildEvent } from "./testing/build-event";

const RUNS = { numRuns: 150 };

/** How files and modules of a project are called there, with and without what a build writes into names. */
const LANGUAGES: Record<string, { place: (name: string, build: string) => Partial<Frame>; scripts?: true }> =
  {
    javascript: {
      place: (name, build) => ({ filename: `https://shop.example/static/${name}.${build}.js` }),
      scripts: true,
    },
    node: { place: (name, build) => ({ filename: `/srv/shop/dist/${name}-${build}.js` }), scripts: true },
    python: { place: (name) => ({ filename: `/srv/shop/${name}.py`, module: `shop.${name}` }) },
    php: { place: (name) => ({ filename: `/srv/shop/src/${name}.php` }) },
    ruby: { place: (name) => ({ filename: `/srv/shop/app/models/${name}.rb` }) },
    java: { place: (name) => ({ filename: `${name}.java`, module: `com.example.shop.${name}` }) },
    go: { place: (name) => ({ filename: `/srv/shop/${name}.go`, module: "example.com/shop" }) },
    csharp: { place: (name) => ({ filename: `${name}.cs`, module: `Shop.${name}` }) },
    native: { place: (name) => ({ filename: `/src/${name}.cc`, package: "/srv/shop/bin/shop" }) },
    elixir: { place: (name) => ({ filename: `lib/shop/${name}.ex`, module: `Elixir.Shop.${name}` }) },
    other: { place: (name) => ({ filename: `/srv/shop/${name}.x` }) },
  };
const platforms = Object.keys(LANGUAGES);

const words = constantFrom("total", "applyCoupon", "save", "load", "handle", "render", "Cart", "checkout");
/** Of releases: 8 to 20 hex digits with digits and letters among them. */
const builds = stringMatching(/^[0-9a-f]{6,18}$/).map((digits) => `1a${digits}`);
const types = constantFrom("TypeError", "KeyError", "IllegalState", "CartError");

interface Sketch {
  platform: string;
  type: string;
  /** Outermost first; the innermost is in-app. */
  calls: { file: string; name: string; isInApp: boolean }[];
}

const sketches: Arbitrary<Sketch> = tuple(
  constantFrom(...platforms),
  types,
  array(record({ file: words, name: words, isInApp: constantFrom(true, true, false) }), { maxLength: 8 }),
  record({ file: words, name: words }),
).map(([platform, type, calls, crash]) => ({
  platform,
  type,
  calls: [...calls, { ...crash, isInApp: true }],
}));

function build({ platform, type, calls }: Sketch, release = "1a2b3c4d"): Event {
  const frames = calls.map(
    ({ file, name, isInApp }): Frame => ({
      ...LANGUAGES[platform]?.place(file, release),
      function: name,
      in_app: isInApp,
      lineno: 7,
      colno: 3,
    }),
  );
  return buildErrorEvent(platform, [{ type, value: "failed", stacktrace: { frames } }]);
}

function preferred(event: Event): string {
  return groupEvent(event).hashes[0] ?? "";
}

function withFrames(event: Event, change: (frames: Frame[]) => Frame[]): Event {
  const values = (event.exception?.values ?? []).map(
    (exception): Exception => ({
      ...exception,
      stacktrace: { frames: change(exception.stacktrace?.frames ?? []) },
    }),
  );
  return { ...event, exception: { values } };
}

/** Asserts that what `change` makes of an event, with help of what `given` gives, stays in its group. */
function staysTogether<T>(given: Arbitrary<T>, change: (event: Event, extra: T, sketch: Sketch) => Event) {
  assert(
    property(sketches, given, (sketch, extra) => {
      const event = build(sketch);
      expect(preferred(change(event, extra, sketch))).toBe(preferred(event));
    }),
    RUNS,
  );
}

/** Asserts that `change` makes another group of any event. */
function comesApart(change: (event: Event) => Event) {
  assert(
    property(sketches, (sketch) => {
      const event = build(sketch);
      expect(preferred(change(event))).not.toBe(preferred(event));
    }),
    RUNS,
  );
}

describe("the preferred hash stays the same", () => {
  it("whatever modules the client lists, in whatever order", () => {
    const modules = dictionary(words, constantFrom("1.0", "2.3.4"));
    staysTogether(tuple(modules, constantFrom(true, false)), (event, [listed, isReversed]) => {
      const entries = Object.entries(listed);
      return { ...event, modules: Object.fromEntries(isReversed ? entries.toReversed() : entries) };
    });
  });

  it("whatever breadcrumbs and tags there are, in whatever order", () => {
    const messages = array(string(), { maxLength: 5 });
    const tags = shuffledSubarray([
      ["region", "eu"],
      ["tier", "gold"],
      ["browser", "Firefox 140"],
      ["user", "id:7"],
    ] as [string, string][]);
    staysTogether(tuple(messages, tags), (event, [crumbs, kept]) => ({
      ...event,
      tags: kept,
      breadcrumbs: {
        values: crumbs.map((message) => ({ type: "default", level: "info" as const, message })),
      },
    }));
  });

  it("whoever sends it, and when", () => {
    staysTogether(tuple(uuid(), string(), builds), (event, [id, text, release]) => ({
      ...event,
      event_id: id.replaceAll("-", ""),
      timestamp: "2027-01-01T00:00:00.000Z",
      server_name: text,
      release,
      environment: text,
      user: { id: text },
      extra: { text },
      contexts: { device: { name: text } },
      transaction: text,
    }));
  });

  it("whatever the lines and columns are", () => {
    const places = array(tuple(integer({ min: 1, max: 99_999 }), integer({ min: 0, max: 999 })), {
      minLength: 9,
      maxLength: 9,
    });
    staysTogether(places, (event, moved) =>
      withFrames(event, (frames) =>
        frames.map((frame, index) => {
          const [lineno = 1, colno = 1] = moved[index] ?? [];
          return { ...frame, lineno, colno };
        }),
      ),
    );
  });

  it("whatever the frames are that are not in-app", () => {
    const foreign = array(tuple(integer({ min: 0, max: 8 }), words, words), { maxLength: 6 });
    staysTogether(foreign, (event, added, { platform }) =>
      withFrames(event, (frames) => {
        const changed = [...frames];
        for (const [at, file, name] of added)
          changed.splice(Math.min(at, changed.length), 0, {
            ...LANGUAGES[platform]?.place(`lib-${file}`, ""),
            function: name,
            in_app: false,
          });
        return changed;
      }),
    );
    staysTogether(constantFrom(0), (event) =>
      withFrames(event, (frames) => frames.filter((frame) => frame.in_app)),
    );
  });

  it("whatever the build wrote into file names", () => {
    const scripts = sketches.filter(({ platform }) => LANGUAGES[platform]?.scripts === true);
    assert(
      property(scripts, builds, builds, (sketch, one, other) => {
        expect(preferred(build(sketch, one))).toBe(preferred(build(sketch, other)));
      }),
      RUNS,
    );
  });

  it("however deep a function calls itself", () => {
    staysTogether(integer({ min: 1, max: 20 }), (event, depth) =>
      withFrames(event, (frames) => {
        const last = frames.at(-1) as Frame;
        return [...frames, ...Array.from({ length: depth }, (_, line) => ({ ...last, lineno: line }))];
      }),
    );
  });

  it("whatever numbers, ids, dates and addresses a message or a value holds", () => {
    const varying = record({
      order: integer({ min: 0, max: 1e9 }),
      id: uuid(),
      sha: stringMatching(/^[0-9a-f]{39}$/).map((digits) => `${digits}a`),
      part: integer({ min: 0, max: 255 }),
      at: date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
      rate: integer({ min: 0, max: 9999 }).map((value) => `${value}.5`),
      user: stringMatching(/^[a-z]{1,8}$/),
      path: stringMatching(/^[a-z0-9/]{1,20}$/),
    });
    const write = ({
      order,
      id,
      sha,
      part,
      at,
      rate,
      user,
      path,
    }: typeof varying extends Arbitrary<infer T> ? T : never) =>
      `order ${order} of ${user}@shop.example (${id}) failed at ${at.toISOString()} after ${part}ms and ${rate}, ` +
      `commit ${sha}, from 10.0.${part}.7, see https://shop.example/${path}\nretry='${user}' again=${part % 2 === 0}`;
    assert(
      property(varying, varying, (one, other) => {
        const [message, sameMessage] = [one, other].map((values) =>
          preferred(buildEvent({ logentry: { formatted: write(values) } })),
        );
        expect(message).toBe(sameMessage);
        const [value, sameValue] = [one, other].map((values) =>
          preferred(buildErrorEvent("python", [{ type: "E", value: write(values) }])),
        );
        expect(value).toBe(sameValue);
      }),
      RUNS,
    );
  });
});

describe("the preferred hash differs", () => {
  it("for another exception type", () => {
    comesApart((event) => ({
      ...event,
      exception: {
        values: (event.exception?.values ?? []).map((exception) => ({ ...exception, type: "OtherError" })),
      },
    }));
  });

  it("for another innermost in-app function", () => {
    comesApart((event) =>
      withFrames(event, (frames) => [
        ...frames.slice(0, -1),
        { ...(frames.at(-1) as Frame), function: "elsewhere" },
      ]),
    );
  });

  it("for another word in a message", () => {
    assert(
      property(words, words, (one, other) => {
        const [hash, otherHash] = [one, other].map((word) =>
          preferred(buildEvent({ logentry: { formatted: `cannot ${word} order 7` } })),
        );
        expect(hash === otherHash).toBe(one === other);
      }),
      RUNS,
    );
  });
});
