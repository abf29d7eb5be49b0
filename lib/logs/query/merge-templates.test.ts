import { expect, it } from "vitest";
import { maskMessage } from "./mask-message";
import { mergeTemplates, writeParts } from "./merge-templates";

const merge = async (...messages: string[]) => {
  const { groups, placeOf } = await mergeTemplates(messages.map(maskMessage));
  return {
    groups: groups.map((parts) => writeParts(parts).replaceAll(/\0(\w+)\0/g, "<$1>")),
    placeOf,
  };
};

it("puts messages together that differ in numbers alone", async () => {
  expect(await merge("took 3 ms", "took 12 ms", "gave up")).toEqual({
    groups: ["took <num> ms", "gave up"],
    placeOf: [0, 0, 1],
  });
});

it("puts messages together that differ in few words, and makes places of these", async () => {
  expect(
    await merge(
      "user alice has logged in",
      "user bob has logged in",
      "user carol has logged in",
      "user alice was thrown out",
    ),
  ).toEqual({
    groups: ["user <str> has logged in", "user alice was thrown out"],
    placeOf: [0, 0, 0, 1],
  });
});

it("keeps what stands before an equals sign or a colon", async () => {
  expect(
    (await merge("job failed state=broken after 3 tries", "job failed state=lost after 9 tries")).groups,
  ).toEqual(["job failed state=<str> after <num> tries"]);
  expect(
    (await merge("job failed state=broken after 3 tries", "job failed cause=lost after 9 tries")).groups,
  ).toEqual(["job failed <str> after <num> tries"]);
});

it("does not put together what begins otherwise, is longer, or has two words", async () => {
  const messages = [
    "start of the long job",
    "end of the long job",
    "start of the very long job",
    "job done",
    "job lost",
  ];
  expect(await merge(...messages)).toEqual({ groups: messages, placeOf: [0, 1, 2, 3, 4] });
});

it("takes the same words for the same though they were cut otherwise", async () => {
  const { groups, placeOf } = await mergeTemplates([
    [{ text: "disk " }, { mask: "any" }, { text: " is full" }],
    [{ text: "di" }, { text: "sk " }, { mask: "any" }, { text: " is full" }],
  ]);
  expect(placeOf).toEqual([0, 0]);
  expect(groups).toEqual([[{ text: "disk " }, { mask: "any" }, { text: " is full" }]]);
});
