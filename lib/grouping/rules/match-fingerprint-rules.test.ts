import { describe, expect, it } from "vitest";
import { buildSettings } from "@/lib/grouping/build-settings";
import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { buildErrorEvent, buildEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import type { Event } from "@/lib/protocol/event";

const VERSION = "jackdaw:2026-12";
const settingsOf = (fingerprintRules: string, stackTraceRules = "", previousVersion?: string) =>
  buildSettings({
    version: VERSION,
    ...(previousVersion && { previousVersion }),
    revision: 3,
    fingerprintRules,
    stackTraceRules,
  });
const group = (event: Event, rules: string, stackRules = "") =>
  groupEvent(event, settingsOf(rules, stackRules));

const cause = buildException(
  "SocketError",
  "reset",
  buildFrames(["src/net.py", "read", { module: "shop.net", in_app: true }]),
);
const thrown = buildException(
  "PayError",
  "Card 12 declined ",
  buildFrames(
    ["src/app.py", "main", { module: "shop.app", in_app: true }],
    ["src/pay.py", "charge", { module: "shop.pay", package: "/srv/libpay.so", in_app: true }],
    ["/usr/lib/python3/site-packages/stripe/api.py", "request", { module: "stripe.api", in_app: false }],
  ),
);
const event = buildErrorEvent("python", [cause, thrown], {
  logger: "shop.Worker",
  level: "fatal",
  transaction: "/checkout",
  release: "shop@2.1",
  tags: [["region", "eu "]],
  sdk: { name: "sentry.python.django", version: "2" },
});

describe("fingerprint rules", () => {
  it.each([
    ["error.type:PayError", true],
    ["error.type:SocketError", true],
    ["error.type:payerror", false],
    ['error.value:"card * declined"', true],
    ["error.type:PayError error.value:reset", false],
    ["error.type:SocketError error.value:reset", true],
    ["!error.type:PayError", true],
    ["!error.type:*Error", false],
    ["message:RESET", true],
    ["message:nothing", false],
    ["!message:reset", false],
    ["logger:shop.*", true],
    ["logger:Shop.*", false],
    ["level:FATAL", true],
    ["level:error", false],
    ["tags.region:eu", true],
    ["tags.region:us", false],
    ["tags.other:*", false],
    ["!tags.other:*", true],
    ["sdk:sentry.python.django", true],
    ["sdk:sentry.java,sentry.python.*", true],
    ["sdk:sentry.java", false],
    ["sdk:all", true],
    ["release:shop@2.*", true],
    ["release:shop@3.*", false],
    ["family:other", true],
    ["family:python,native", true],
    ["family:javascript", false],
    ["!family:javascript", true],
    ["stack.function:charge", true],
    ["stack.function:read", true],
    ["stack.function:refund", false],
    ["stack.module:shop.pay", true],
    ["stack.package:**/libpay.so", true],
    ["stack.abs_path:**/stripe/*.py", true],
    ["stack.function:charge stack.module:shop.pay", true],
    ["stack.function:charge stack.module:shop.app", false],
    ["app:yes stack.function:charge", true],
    ["app:no stack.function:charge", false],
    ["app:no stack.module:stripe.*", true],
    ["!app:yes stack.module:stripe.*", true],
    ["!stack.module:{shop,stripe}.*", false],
    ["error.type:PayError stack.function:read level:fatal", true],
  ])("%s holds: %s", (matchers, expected) => {
    const { rule } = group(event, `${matchers} -> x`);
    expect(rule?.text).toBe(expected ? `${matchers} -> x` : undefined);
  });

  it("look at the event's own stack, and at the thread that is to blame, where nothing was thrown", () => {
    const stack = { frames: buildFrames(["a.c", "spin"]) };
    const rule = "stack.function:spin -> x";
    expect(group(buildEvent({ stacktrace: stack }), rule).rule?.line).toBe(1);
    const threads = (crashed: boolean) => ({
      values: [{ id: "1" }, { id: "2", crashed, stacktrace: stack }],
    });
    expect(group(buildEvent({ threads: threads(true) }), rule).rule?.line).toBe(1);
    expect(group(buildEvent({ threads: threads(false) }), rule).rule).toBeUndefined();
  });

  it("know what stack-trace rules call in-app", () => {
    const rule = "app:yes stack.module:stripe.* -> x";
    expect(group(event, rule).rule).toBeUndefined();
    expect(group(event, rule, "stack.module:stripe.** +app").rule?.line).toBe(1);
  });

  it("decide in order, the first that matches", () => {
    const { rule, hashes } = group(event, "type:None -> a\ntype:PayError -> b\nlevel:fatal -> c");
    expect(rule).toEqual({ text: "type:PayError -> b", line: 2 });
    expect(hashes).toEqual(group(event, "level:fatal -> b").hashes);
  });

  it.each([
    ["{{ transaction }}", "/checkout"],
    ["{{ error.type }}", "PayError"],
    ["{{ error.value }}", "Card 12 declined "],
    ["{{ stack.function }}", "charge"],
    ["{{ stack.abs_path }}", "src/pay.py"],
    ["{{ stack.filename }}", "src/pay.py"],
    ["{{ stack.module }}", "shop.pay"],
    ["{{ stack.package }}", "libpay.so"],
    ["{{ logger }}", "shop.Worker"],
    ["{{ level }}", "fatal"],
    ["{{ message }}", "Card 12 declined "],
    ["{{ release }}", "shop@2.1"],
    ["{{ tags.region }}", "eu "],
    ["{{ tags.none }}", "<no-value-for-tag-none>"],
    ["{{ type }}", "PayError"],
    ["{{ path }}", "src/pay.py"],
  ])("fill in %s", (variable, value) => {
    const { variants, rule } = group(event, `level:fatal -> ${variable} title="At ${variable}!"`);
    expect(variants[0]?.component?.values).toEqual([value]);
    expect(rule?.title).toBe(`At ${value}!`);
  });

  it("win over the client's fingerprint, and mean the strategies by {{ default }}", () => {
    const own = { ...event, fingerprint: ["client"] };
    const plain = groupEvent(event, plainSettings(VERSION));
    expect(group(own, "type:None -> x").hashes).toEqual(groupEvent(own, plainSettings(VERSION)).hashes);
    expect(group(own, "level:fatal -> {{ default }}").hashes).toEqual(plain.hashes);
    const split = group(own, "level:fatal -> {{ default }} {{ tags.region }}");
    expect(split.hashes).toHaveLength(plain.hashes.length);
    expect(split.hashes).not.toContain(plain.hashes[0]);
  });

  it("leave a checksum alone", () => {
    const checksum = "a".repeat(32);
    expect(group({ ...event, checksum }, "level:fatal -> x")).toMatchObject({
      hashes: [checksum],
      revision: 3,
    });
    expect(group({ ...event, checksum }, "level:fatal -> x").rule).toBeUndefined();
  });

  it("win over built-in fingerprints", () => {
    const chunk = buildErrorEvent("javascript", [buildException("ChunkLoadError", "Loading chunk 7 failed")]);
    expect(group(chunk, "type:Chunk* -> x").hashes).toEqual(group(event, "level:fatal -> x").hashes);
  });
});

describe("settings", () => {
  it("look for the hashes of two versions during an upgrade, the new ones first", () => {
    const before = groupEvent(event, plainSettings("jackdaw:2026-11"));
    const after = groupEvent(event, plainSettings(VERSION));
    const both = groupEvent(event, settingsOf("", "", "jackdaw:2026-11"));
    expect(both.hashes).toEqual([...new Set([...after.hashes, ...before.hashes])]);
    expect(both).toMatchObject({ version: VERSION, revision: 3, variants: after.variants });
  });

  it("change the group by a stack-trace rule", () => {
    const plain = groupEvent(event, plainSettings(VERSION));
    const cut = group(event, "", "stack.function:main -group");
    expect(cut.hashes[0]).not.toBe(plain.hashes[0]);
    expect(cut.hashes).toEqual(group(event, "", "stack.module:shop.app -group").hashes);
  });

  it("outlive lines and versions that this program does not know", () => {
    const settings = buildSettings({
      version: "jackdaw:2099-01",
      previousVersion: "jackdaw:2098-01",
      revision: 9,
      fingerprintRules: "future.matcher:x -> y\nlevel:fatal -> z",
      stackTraceRules: "family:native +quantum\nfunction:f -app",
    });
    expect(settings).toMatchObject({ version: VERSION, revision: 9 });
    expect([settings.fingerprintRules.length, settings.stackTraceRules.length]).toEqual([1, 1]);
    expect(settings.previousVersion).toBeUndefined();
    expect(groupEvent(event, settings).rule?.line).toBe(2);
  });
});
