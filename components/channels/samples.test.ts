import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { samples } from "./samples";

/** As docs/webhook.md says it. */
function sign(body: string, key: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac("sha256", key).update(`${t}.${body}`).digest("hex")}`;
}

it("shows a check that takes what we sign, and nothing else", () => {
  const isFromJackdaw = runInNewContext(`${samples.node.code}; isFromJackdaw`, {
    require: createRequire(import.meta.url),
    Buffer,
  }) as (header: string, body: string, key: string) => boolean;
  const [body, key, now] = ['{"version":1,"text":"ü"}', "jdwh_key", new Date()];
  const signed = sign(body, key, now);
  expect(isFromJackdaw(signed, body, key)).toBe(true);
  const old = sign(body, key, new Date(now.getTime() - 400_000));
  for (const [header, text, with_] of [
    [signed, `${body} `, key],
    [signed, body, "other"],
    [old, body, key],
    ["", body, key],
  ] as const) {
    expect(isFromJackdaw(header, text, with_)).toBe(false);
  }
});
