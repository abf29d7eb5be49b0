import { expect, it } from "vitest";
import { gatherChunks } from "./gather-chunks";

const chunk = (id: number, number: number, total: number, text = `part ${number};`) =>
  Buffer.concat([
    Buffer.from([0x1e, 0x0f, 0, 0, 0, 0, 0, 0, id >> 8, id & 255, number, total]),
    Buffer.from(text),
  ]);
const messages = (gathered: ReturnType<ReturnType<typeof gatherChunks>["take"]>) =>
  gathered.map((each) => ("message" in each ? each.message.toString() : each.reason));

it("puts chunks together in any order, and counts duplicates once", () => {
  const chunks = gatherChunks();
  expect(chunks.take(chunk(1, 2, 3), "a", 0)).toEqual([]);
  expect(chunks.take(chunk(1, 0, 3), "a", 0)).toEqual([]);
  expect(chunks.take(chunk(1, 0, 3), "a", 0)).toEqual([]);
  // The same id of another sender is another message.
  expect(chunks.take(chunk(1, 1, 3), "b", 0)).toEqual([]);
  expect(messages(chunks.take(chunk(1, 1, 3), "a", 4_999))).toEqual(["part 0;part 1;part 2;"]);
  expect(messages(chunks.take(chunk(2, 0, 1, "whole"), "a", 4_999))).toEqual(["whole"]);
  expect(messages(chunks.take(Buffer.from("{}"), "a", 4_999))).toEqual(["{}"]);
  expect(chunks.pending).toBe(1);
});

it("gives up after five seconds", () => {
  const chunks = gatherChunks();
  chunks.take(chunk(1, 0, 2), "a", 0);
  expect(chunks.expire(4_999)).toEqual([]);
  expect(chunks.expire(5_000)).toMatchObject([{ reason: "incomplete", remote: "a" }]);
  expect(chunks.take(chunk(1, 1, 2), "a", 5_000)).toEqual([]);
});

it.each([
  ["no count", chunk(1, 0, 0)],
  ["more than 128", chunk(1, 0, 129)],
  ["a number beyond the count", chunk(1, 2, 2)],
  ["nothing in it", chunk(1, 0, 2, "")],
  ["cut in the header", chunk(1, 0, 2).subarray(0, 8)],
])("refuses a chunk: %s", (_, datagram) => {
  const chunks = gatherChunks();
  expect(messages(chunks.take(datagram, "a", 0))).toEqual(["invalid_chunk"]);
  expect(chunks.pending).toBe(0);
});

it("lets a sender who never finishes push out its own, and nobody else's", () => {
  const chunks = gatherChunks(100_000);
  chunks.take(chunk(7, 0, 2, "mine"), "good", 0);
  let lost = 0;
  for (let id = 0; id < 1_000; id++) lost += chunks.take(chunk(id, 0, 2, "x".repeat(1_000)), "bad", 0).length;
  expect(lost).toBeGreaterThan(900);
  expect(chunks.pending).toBeLessThan(70);
  expect(messages(chunks.take(chunk(7, 1, 2, " too"), "good", 0))).toEqual(["mine too"]);
});

it("stays within its memory whoever sends", () => {
  const chunks = gatherChunks(100_000);
  for (let id = 0; id < 2_000; id++) chunks.take(chunk(id, 0, 2, "x".repeat(1_000)), `sender ${id}`, 0);
  expect(chunks.pending).toBeLessThan(70);
});
