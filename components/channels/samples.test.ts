import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { signWebhook } from "@/lib/notifications/write/write-webhook";
import { samples } from "./samples";

it("shows a check that takes what we sign, and nothing else", () => {
  const isFromJackdaw = runInNewContext(`${samples.node.code}; isFromJackdaw`, {
    require: createRequire(import.meta.url),
    Buffer,
  }) as (header: string, body: string, key: string) => boolean;
  const [body, key, now] = ['{"version":1,"text":"ü"}', "jdwh_key", new Date()];
  const signed = signWebhook(body, key, now);
  expect(isFromJackdaw(signed, body, key)).toBe(true);
  const old = signWebhook(body, key, new Date(now.getTime() - 400_000));
  for (const [header, text, with_] of [
    [signed, `${body} `, key],
    [signed, body, "other"],
    [old, body, key],
    ["", body, key],
  ] as const) {
    expect(isFromJackdaw(header, text, with_)).toBe(false);
  }
});
