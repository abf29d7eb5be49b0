import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { explainGrouping } from "./explain-grouping";
import { groupEvent } from "./group-event";
import { buildErrorEvent, buildEvent, buildException, buildFrames } from "./testing/build-event";

const explain = (event: Event) => explainGrouping(groupEvent(event));
const app = { in_app: true };
const frames = buildFrames(
  ["node:internal/timers", "listOnTimeout", { in_app: false }],
  ["app/checkout/form.tsx", "CheckoutForm.onSubmit", app],
  ["app/checkout/coupon.ts", "applyCoupon", app],
);

describe("explainGrouping", () => {
  it("lists what counts, newest call first, and says that the message does not", () => {
    const event = buildErrorEvent("node", [buildException("TypeError", "Cannot read x", frames)]);
    expect(explain(event)).toEqual({
      summary: "Same exception type and the same 2 in-app frames, ignoring line numbers.",
      items: [
        { text: "TypeError", counts: true },
        { text: "applyCoupon", where: "coupon.ts", counts: true },
        { text: "onSubmit", where: "form.tsx", counts: true },
        { text: "message", where: "not used", counts: false, hint: "not used, the stack trace is" },
      ],
    });
  });

  it("begins a chain with what was thrown and mentions messages once", () => {
    const cause = buildException("KeyError", "k", frames.slice(1, 2));
    const { summary, items } = explain(
      buildErrorEvent("node", [cause, buildException("TypeError", "m", frames)]),
    );
    expect(summary).toBe("Same exception types and the same 3 in-app frames, ignoring line numbers.");
    expect(items.map(({ text }) => text)).toEqual([
      "TypeError",
      "applyCoupon",
      "onSubmit",
      "KeyError",
      "onSubmit",
      "message",
    ]);
  });

  it.each<[string, Event]>([
    [
      "Same exception type and the same frame, ignoring line numbers.",
      buildErrorEvent("node", [
        buildException("E", "", buildFrames(["/x/node_modules/a.js", "run", { in_app: false }])),
      ]),
    ],
    [
      "Same exception type and message, apart from numbers, ids and dates.",
      buildErrorEvent("node", [buildException("E", "id 7")]),
    ],
    ["Same exception type.", buildErrorEvent("node", [{ type: "E" }])],
    ["Same message, apart from numbers, ids and dates.", buildErrorEvent("node", [{ value: "v" }])],
    ["The same 2 in-app frames, ignoring line numbers.", buildEvent({ stacktrace: { frames } })],
    ["Same message, apart from numbers, ids and dates.", buildEvent({ logentry: { formatted: "m" } })],
    ["Same template and line of source.", buildEvent({ template: { filename: "a.html" } })],
    [
      "Same directive and the same blocked source.",
      buildEvent({ type: "csp", security: { directive: "img-src", report: {} } }),
    ],
    ["Same host.", buildEvent({ type: "hpkp", security: { directive: "shop.example", report: {} } })],
    ["Same checksum, set by the client.", buildEvent({ checksum: "x" })],
    ["Same fingerprint, set by the client.", buildEvent({ fingerprint: ["x"] })],
    [
      "Same exception type, split by the client's fingerprint.",
      buildErrorEvent("node", [{ type: "E" }], { fingerprint: ["{{ default }}", "x"] }),
    ],
    ["Events with nothing to compare are one issue.", buildEvent()],
  ])("%s", (summary, event) => {
    expect(explain(event).summary).toBe(summary);
  });

  it("shows the parts of a fingerprint", () => {
    expect(explain(buildEvent({ fingerprint: ["payments", "eu"] })).items.map(({ text }) => text)).toEqual([
      "payments",
      "eu",
    ]);
  });
});
