import { describe, expect, it } from "vitest";
import { deadLetterWords, redriveWords } from "./words";

describe("deadLetterWords", () => {
  it.each([
    [1, "1 event could not be stored"],
    [3, "3 events could not be stored"],
    [1000, "1,000+ events could not be stored"],
  ])("%d", (count, text) => expect(deadLetterWords(count)).toBe(text));
});

describe("redriveWords", () => {
  const nothing = { stored: 0, duplicates: 0, failed: 0, left: 0 };
  it("names what happened and leaves out what did not", () => {
    expect(redriveWords({ ...nothing, stored: 2, failed: 1 })).toBe("2 stored, 1 refused again");
    expect(redriveWords({ ...nothing, duplicates: 1, left: 1200 })).toBe(
      "1 stored before, 1,200 not tried yet",
    );
    expect(redriveWords(nothing)).toBe("Nothing was left to try");
  });
});
