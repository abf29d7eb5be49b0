import { describe, expect, it } from "vitest";
import { InvalidInputError } from "@/lib/errors";
import { readCursor, writeCursor } from "./cursor";
import { readMark, writeMark } from "./mark";

const position = { value: 1_790_000_000_000, id: 42, projectId: 7 };
const forge = (text: string) => Buffer.from(text).toString("base64url");

describe("cursors", () => {
  it("come back as they were written, for every sort", () => {
    for (const sort of ["lastSeen", "firstSeen", "events", "users"] as const) {
      expect(readCursor(writeCursor(sort, position), sort)).toEqual(position);
    }
  });

  it.each([
    ["nothing", ""],
    ["text", "hello"],
    ["another order", writeCursor("events", position)],
    ["a cut one", writeCursor("lastSeen", position).slice(0, -2)],
    ["padding", `${writeCursor("lastSeen", position)}=`],
    ["SQL", forge("lastSeen.1.1.1'; DROP TABLE issue")],
    ["a negative value", forge("lastSeen.-1.1.1")],
    ["leading zeros", forge("lastSeen.01.1.1")],
    ["a time that no calendar has", forge("lastSeen.8640000000000001.1.1")],
    ["an id beyond whole doubles", forge("lastSeen.1.9999999999999999.1")],
    ["a project beyond int4", forge("lastSeen.1.1.9999999999")],
  ])("refuse %s", (_name, cursor) => {
    expect(() => readCursor(cursor, "lastSeen")).toThrow(InvalidInputError);
  });
});

describe("marks", () => {
  it("come back as they were written", () => {
    const mark = { at: new Date(1_790_000_000_123), newestId: 4711 };
    expect(readMark(writeMark(mark))).toEqual(mark);
    expect(readMark(writeMark({ ...mark, newestId: 0 })).newestId).toBe(0);
  });

  it.each(["", "-", "abc", "1-2-3", "01-1", "zzzzzzzzzz-1", "1-ZZ"])("refuse %j", (mark) => {
    expect(() => readMark(mark)).toThrow(InvalidInputError);
  });
});
