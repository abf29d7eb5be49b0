import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { Budget } from "@/lib/logs/listen/budget";
import { openInflater } from "./open-inflater";

it("unpacks one at a time, whoever asks, and each is counted before the next", async () => {
  const held = new Budget(250);
  let running = 0;
  let most = 0;
  const inflate = openInflater(held, async () => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
    return Buffer.alloc(100);
  });
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => inflate(Buffer.alloc(1))));
  expect(most).toBe(1);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
  held.add(-100);
  expect(await inflate(Buffer.alloc(1))).toHaveLength(100);
});

it("goes on after what cannot be unpacked, or is too large", async () => {
  const inflate = openInflater(new Budget(1_000));
  await expect(inflate(Buffer.from("no"))).rejects.toMatchObject({ reason: "invalid_frame" });
  const large = deflateSync(Buffer.alloc(33 * 1024 * 1024));
  await expect(inflate(large)).rejects.toMatchObject({ reason: "too_large" });
  expect(await inflate(deflateSync("text"))).toEqual(Buffer.from("text"));
});
