import { describe, expect, it } from "vitest";
import { plainSettings } from "@/lib/grouping/settings";
import type { Event, Frame } from "@/lib/protocol/event";
import { findChangingValues } from "./find-changing-value";
import { CHANGING } from "./generalise";
import { writeRules } from "./write-rule";

const settings = plainSettings("jackdaw:2026-12");

function event(fields: Partial<Event>): Event {
  return {
    event_id: "0".repeat(32),
    type: "error",
    timestamp: "2026-11-20T10:00:00.000Z",
    received: "2026-11-20T10:00:00.000Z",
    level: "error",
    platform: "python",
    tags: [],
    ...fields,
  };
}

const says = (formatted: string) => event({ logentry: { formatted } });

function thrown(
  names: string[],
  change: { value?: string; file?: string; fingerprint?: string[] } = {},
): Event {
  const frames: Frame[] = names.map((name) => ({
    function: name,
    filename: change.file ?? "app/shop.py",
    in_app: true,
  }));
  const { fingerprint, value } = change;
  return event({
    exception: { values: [{ type: "ValueError", ...(value && { value }), stacktrace: { frames } }] },
    ...(fingerprint && { fingerprint }),
  });
}

const long = (word: string) => says(`${"a ".repeat(200_000)}${word}`);

function found(own: Event, others: Event[]) {
  const [split] = findChangingValues(own, others, settings);
  return (
    split && {
      place: split.place,
      pattern: split.pattern.map((text) => text.replaceAll(CHANGING, "*")),
      values: [split.own, ...split.others.map(({ value }) => value)],
      rules: writeRules(split, own, settings).map(({ rule }) => rule),
    }
  );
}

describe("findChangingValues", () => {
  it("finds words that change in a message", () => {
    const own = says("Customer ann from shop 12 is unknown");
    expect(found(own, [says("Customer bob van dyk from shop 99 is unknown"), says("Disk is full")])).toEqual({
      place: "message",
      pattern: ["Customer * from shop * is unknown"],
      values: ["ann", "bob van dyk"],
      rules: ['message:"Customer * from shop * is unknown" -> customer-from-shop-is-unknown'],
    });
  });

  it("finds a number or hash in the name of a function, a module or a file", () => {
    expect(
      found(thrown(["main", "handler_1a", "run"]), [thrown(["main", "handler_2b", "run"])]),
    ).toMatchObject({
      place: "function",
      rules: [
        'stack.function:"handler_*" -group',
        'error.type:"ValueError" stack.function:"handler_*" -> valueerror-handler',
      ],
    });
    expect(
      found(thrown(["a"], { file: "gen/task_11.py" }), [thrown(["a"], { file: "gen/task_12.py" })]),
    ).toMatchObject({
      place: "file",
      rules: [expect.stringContaining('stack.abs_path:"**/task_*.py" -group'), expect.anything()],
    });
  });

  it("finds one part of the client's fingerprint", () => {
    const own = thrown(["pay"], { fingerprint: ["payment", "order-1"] });
    expect(found(own, [thrown(["pay"], { fingerprint: ["payment", "order-2"] })])).toMatchObject({
      place: "fingerprint",
      values: ["order-1", "order-2"],
      rules: expect.arrayContaining(['error.type:"ValueError" stack.function:"pay" -> "payment"']),
    });
  });

  it("takes two different things for two", () => {
    const own = thrown(["main", "pay"]);
    const others = [
      thrown(["main", "refund"]),
      thrown(["main"]),
      thrown(["main", "pay_1", "pay"]),
      thrown(["main", "pay"], { fingerprint: ["a"] }),
      event({ exception: { values: [{ type: "KeyError" }] } }),
    ];
    expect(findChangingValues(own, others, settings)).toEqual([]);
    expect(findChangingValues(says("no such file"), [says("too many users")], settings)).toEqual([]);
    expect(findChangingValues(says("ann"), [says("bob")], settings)).toEqual([]);
  });

  it("writes what means something to a rule as any character", () => {
    const own = says('Cannot open "x[1]" {a,b} * now ann please');
    expect(found(own, [says('Cannot open "x[1]" {a,b} * now bob please')])?.rules).toEqual([
      'message:"Cannot open ?x?<int>?? ?a,b? ? now * please" -> cannot-open-x-a-b-now-please'.replace(
        "<int>",
        "*",
      ),
    ]);
  });

  it("takes time in proportion to what it reads", () => {
    const events = Array.from({ length: 100 }, (_, index) => long(`w${index}`));
    expect(findChangingValues(long("w"), events, settings)).toEqual([]);
  });
});
