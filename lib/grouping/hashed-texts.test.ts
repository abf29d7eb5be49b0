import { array, assert, constantFrom, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { listPayloads, readPayload } from "@/e2e/payloads/read-payloads";
import type { Event, Frame } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { buildSettings } from "./build-settings";
import { collectStrings } from "./component";
import { groupEvent } from "./group-event";
import { hashStrings } from "./hash-strings";
import { decideFrames } from "./rules/decide-frames";
import type { GroupingSettings } from "./settings";
import { buildErrorEvent } from "./testing/build-event";
import { SAMPLE_EVENTS } from "./testing/sample-events";

const RULES = `
stack.function:load* -app
stack.abs_path:**/lib/** +app
!stack.function:load* stack.module:shop.* -group
stack.function:*run +group
`;
/** Frames decide these together. */
const FAR = `
[ stack.function:load* ] | stack.function:run -group
stack.function:handle ^-group
app:no stack.function:save max-frames=2
stack.function:turn invert-stacktrace=1
`;

function settingsOf(version: string, stackTraceRules: string): GroupingSettings {
  return buildSettings({ version, revision: 1, fingerprintRules: "", stackTraceRules });
}

const WAYS = [
  settingsOf("jackdaw:2026-11", ""),
  settingsOf("jackdaw:2026-12", ""),
  settingsOf("jackdaw:2026-12", RULES),
  settingsOf("jackdaw:2026-12", RULES + FAR),
];

const frames = array(
  record<Frame>(
    {
      platform: constantFrom("node", "python", "java", "native"),
      function: constantFrom("load", "loadAll", "run", "save", "handle", "turn", "eval", "main"),
      module: constantFrom("shop.cart", "shop.order", "com.example.Cart"),
      filename: constantFrom("/srv/lib/cart.js", "https://shop.example/cart.js", "Cart.java"),
      abs_path: constantFrom("/srv/lib/cart.js", "/srv/node_modules/x/y.js", "<anonymous>"),
      package: constantFrom("/usr/lib/libc.so", "/srv/shop"),
      context_line: constantFrom("  return  sum;", "throw error;"),
      in_app: constantFrom(true, false),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 6 },
);

/** What is hashed of an event is gathered without walking the components that people see. */
function expectSame(event: Event): void {
  for (const settings of WAYS) {
    const { variants } = groupEvent(event, settings);
    for (const { name, hash, component } of variants) {
      if (!component || name === "checksum") continue;
      const contributes = component.contributes || name === "fallback";
      expect(hash).toBe(contributes ? hashStrings(collectStrings(component)) : undefined);
    }
  }
}

describe("what is hashed is what the components say", () => {
  it.each(Object.entries(SAMPLE_EVENTS))("of a sample: %s", (_, event) => expectSame(event));

  it("of everything that was recorded", () => {
    for (const name of listPayloads())
      expectSame(normaliseEvent(readPayload(name), { receivedAt: new Date(0) }));
  });

  it("of any stacks and causes", () => {
    const platforms = constantFrom("node", "javascript", "python", "java", "native", "other");
    assert(
      property(array(frames, { minLength: 1, maxLength: 3 }), platforms, (stacks, platform) => {
        const exceptions = stacks.map((stack, index) => ({
          ...(index > 0 && { type: "E" }),
          value: "failed 12 times",
          ...(stack.length > 0 && { stacktrace: { frames: stack } }),
        }));
        expectSame(buildErrorEvent(platform, exceptions));
      }),
    );
  });
});

describe("decisions about frames that are remembered", () => {
  it("are those that are made of all frames of the stack together", () => {
    // A category that nobody asks for changes nothing, but is for all frames to decide together.
    const [alone, together] = [RULES, `${RULES}\nstack.function:* category=any`].map((rules) =>
      settingsOf("jackdaw:2026-12", rules),
    ) as [GroupingSettings, GroupingSettings];
    assert(
      property(frames, constantFrom("node", "python", "native"), (stack, platform) => {
        const decide = (settings: GroupingSettings) =>
          decideFrames({ frames: stack }, { platform, settings }).frames;
        expect(decide(alone)).toEqual(decide(together));
        expect(decide(alone)).toEqual(decide(alone));
      }),
    );
  });
});
