import { describe, expect, it } from "vitest";
import { describeEvent } from "./describe-event";
import type { Event, Exception, Frame } from "./event";

const judge = Object.assign((frame: Frame) => frame.in_app ?? false, {
  kindOf: ({ type = "", stacktrace }: Exception) => [type, stacktrace?.frames[0]?.function].join(),
});
const describeIt = (event: Event) => describeEvent(event, judge);

function buildEvent(fields: Partial<Event>): Event {
  return {
    event_id: "0123456789abcdef0123456789abcdef",
    type: "error",
    timestamp: "2026-11-18T14:31:48.000Z",
    received: "2026-11-18T14:31:48.000Z",
    level: "error",
    platform: "node",
    tags: [],
    ...fields,
  };
}

const withExceptions = (...values: Exception[]) => buildEvent({ exception: { values } });
const stacktrace = {
  frames: [
    { filename: "app/checkout/form.tsx", function: "onSubmit", in_app: true },
    { filename: "app/checkout/coupon.ts", function: "applyCoupon", in_app: true },
    { filename: "node:internal/fetch", function: "fetch", in_app: false },
  ],
};

const at = (frame: Frame) =>
  describeIt(withExceptions({ type: "E", stacktrace: { frames: [{ in_app: true, ...frame }] } }));
const inner = (type: string, id: number) => ({
  type,
  mechanism: { type: "chained", exception_id: id, parent_id: 0 },
});

describe("describeEvent", () => {
  it("names an event by what was thrown and its innermost in-app frame", () => {
    const cause = { type: "SchemaMismatch", value: "v1" };
    expect(
      describeIt(withExceptions(cause, { type: "TypeError", value: "Cannot read x", stacktrace })),
    ).toEqual({
      type: "TypeError",
      message: "Cannot read x",
      title: "TypeError: Cannot read x",
      culprit: "applyCoupon in app/checkout/coupon.ts",
      location: "app/checkout/coupon.ts",
      function: "applyCoupon",
    });
  });

  it("finds the frame in a cause if what was thrown has none, else takes any frame", () => {
    const thrown = { type: "E", value: "" };
    expect(describeIt(withExceptions({ ...thrown, stacktrace }, thrown)).function).toBe("applyCoupon");
    const foreign = { frames: stacktrace.frames.slice(2) };
    expect(describeIt(withExceptions({ ...thrown, stacktrace: foreign })).culprit).toBe(
      "fetch in node:internal/fetch",
    );
    expect(describeIt(buildEvent({ threads: { values: [{ crashed: true, stacktrace }] } })).function).toBe(
      "applyCoupon",
    );
  });

  it("prefers the transaction, then the client's culprit", () => {
    const event = withExceptions({ type: "E", stacktrace });
    expect(describeIt({ ...event, transaction: "POST /cart", culprit: "old" }).culprit).toBe("POST /cart");
    expect(describeIt({ ...event, culprit: "shop.views in cart" }).culprit).toBe("shop.views in cart");
  });

  it("uses what it has of function, file and module", () => {
    expect(at({ module: "com.shop.Cart", function: "add" }).culprit).toBe("add in com.shop.Cart");
    expect(at({ filename: "a.py" }).culprit).toBe("a.py");
    expect(at({ function: "main" }).culprit).toBe("main");
    expect(at({}).culprit).toBe("");
  });

  it("names a crash by its function", () => {
    const mechanism = { type: "signal", synthetic: true };
    const crash = withExceptions({ type: "SIGSEGV", value: "bad access", mechanism, stacktrace });
    expect(describeIt({ ...crash, platform: "native" }).title).toBe("applyCoupon: bad access");
    const bare = withExceptions({ type: "SIGSEGV", mechanism });
    expect(describeIt({ ...bare, platform: "native" }).title).toBe("SIGSEGV");
  });

  it("names what was thrown and is no error by its type", () => {
    const mechanism = { type: "onunhandledrejection", synthetic: true };
    const thrown = withExceptions({
      type: "UnhandledRejection",
      value: "Non-Error: 7",
      mechanism,
      stacktrace,
    });
    expect(describeIt(thrown).title).toBe("UnhandledRejection: Non-Error: 7");
  });

  it("names a message that came with a stack by what it says", () => {
    const mechanism = { type: "generic", synthetic: true };
    const named = describeIt(
      withExceptions({ value: "Stock of 7 is low\nsecond line", mechanism, stacktrace }),
    );
    expect([named.type, named.message, named.function]).toEqual(["Stock of 7 is low", "", "applyCoupon"]);
  });

  it("names exceptions without type or value", () => {
    expect(describeIt(withExceptions({ stacktrace })).title).toBe("applyCoupon");
    expect(describeIt(withExceptions({ type: "OnlyType" })).title).toBe("OnlyType");
    expect(describeIt(withExceptions({ mechanism: { type: "generic" } })).title).toBe("<unknown>");
  });

  it("names a group by its only kind, else by the group", () => {
    const group = {
      type: "Group",
      mechanism: { type: "generic", exception_id: 0, is_exception_group: true },
    };
    expect(describeIt(withExceptions(inner("A", 2), inner("A", 1), group)).type).toBe("A");
    expect(describeIt(withExceptions(inner("A", 2), inner("B", 1), group)).type).toBe("Group");
    const elsewhere = { ...inner("A", 1), stacktrace };
    expect(describeIt(withExceptions(inner("A", 2), elsewhere, group)).type).toBe("Group");
  });

  it("keeps two lines of the value, and one line in the title", () => {
    const description = describeIt(withExceptions({ type: "E", value: "\n one \n\n two\nthree" }));
    expect(description.message).toBe("one\ntwo");
    expect(description.title).toBe("E: one two");
  });

  it("names a message by its first line", () => {
    const event = buildEvent({ type: "default", logentry: { formatted: "\ncart is empty\nmore" } });
    expect(describeIt(event)).toEqual({
      type: "cart is empty",
      message: "",
      title: "cart is empty",
      culprit: "",
    });
    expect(describeIt(buildEvent({ type: "default" })).title).toBe("<no message>");
    expect(describeIt(buildEvent({ type: "default", template: { filename: "cart.html" } })).title).toBe(
      "cart.html",
    );
  });

  it.each<[Event["type"], string, string | undefined, string]>([
    ["csp", "script-src-elem", "https://evil.example/x.js", "Blocked 'script' from 'evil.example'"],
    ["csp", "img-src", "data", "Blocked 'img' from 'data'"],
    ["csp", "img-src", "data:image/png;x", "Blocked 'img' from 'data:'"],
    ["csp", "script-src", "inline", "Blocked inline 'script'"],
    ["csp", "script-src", "self", "Blocked 'script' from 'self'"],
    ["csp", "frame-ancestors", undefined, "Blocked 'frame-ancestors' from 'self'"],
    ["hpkp", "shop.example", undefined, "Public key pinning failed for 'shop.example'"],
    ["expectct", "shop.example", undefined, "Expect-CT failed for 'shop.example'"],
    ["expectstaple", "shop.example", undefined, "Expect-Staple failed for 'shop.example'"],
  ])("names a browser's report: %s %s %s", (type, directive, blocked_uri, title) => {
    const security = {
      directive,
      ...(blocked_uri && { blocked_uri }),
      document_uri: "https://shop.example/cart",
      report: {},
    };
    const description = describeIt(buildEvent({ type, security }));
    expect(description).toMatchObject({ type: title, title, culprit: "https://shop.example/cart" });
  });

  it("keeps everything short without cutting a character in two", () => {
    const long = "😀".repeat(2000);
    const description = describeIt({
      ...withExceptions({ type: `E${long}`, value: long }),
      transaction: long,
    });
    expect(description.type.length).toBeLessThanOrEqual(128);
    expect(description.message.length).toBeLessThanOrEqual(1024);
    expect(description.title.length).toBeLessThanOrEqual(255);
    expect(description.culprit.length).toBeLessThanOrEqual(200);
    for (const text of [description.type, description.message, description.title, description.culprit]) {
      expect(text.isWellFormed()).toBe(true);
    }
  });
});
