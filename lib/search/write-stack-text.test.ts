import { describe, expect, it } from "vitest";
import type { Event, Frame } from "@/lib/protocol/event";
import { writeIssueText } from "./write-issue-text";
import { writeStackText } from "./write-stack-text";

const byFlag = (frame: Frame) => frame.in_app === true;
const own = (name: string, more: Partial<Frame> = {}): Frame => ({ function: name, in_app: true, ...more });
const thrown = (...stacks: Frame[][]): Event => ({
  event_id: "a".repeat(32),
  type: "error",
  timestamp: "",
  received: "",
  level: "error",
  platform: "node",
  tags: [],
  exception: { values: stacks.map((frames) => ({ type: "E", stacktrace: { frames } })) },
});
const write = (...stacks: Frame[][]) => writeStackText(thrown(...stacks), byFlag);

describe("writeStackText", () => {
  it("begins with the innermost frame of what was thrown, and leaves foreign ones out", () => {
    const cause = [own("connect", { filename: "db.ts" })];
    const outer = [
      own("main", { filename: "main.ts", module: "app.main" }),
      { function: "emit" },
      own("pay"),
    ];
    expect(write(cause, outer)).toBe("pay\t\t\nmain\tmain.ts\tapp.main\nconnect\tdb.ts\t");
  });

  it("takes foreign frames when there are no others, and nothing when there is no stack", () => {
    expect(write([{ function: "emit" }, { function: "run", filename: "x.js" }])).toBe(
      "run\tx.js\t\nemit\t\t",
    );
    expect(write([])).toBeUndefined();
    expect(write([{ lineno: 1 }])).toBeUndefined();
  });

  it("stays within 8 frames and 500 characters, each frame once and whole", () => {
    const many = Array.from({ length: 20 }, (_, n) => own(`f${n}`));
    expect(write(many)?.split("\n")).toHaveLength(8);
    expect(write(Array.from({ length: 20 }, () => own("loop")))).toBe("loop\t\t");
    const long = Array.from({ length: 8 }, (_, n) =>
      own(`${n}`.padEnd(4000, "x"), { filename: "y".repeat(4000) }),
    );
    const text = write(long) ?? "";
    expect(text.length).toBeLessThanOrEqual(500);
    for (const line of text.split("\n")) expect(line).toMatch(/^x{120}\ty{120}\t$/);
  });

  it("lets no frame look like two", () => {
    expect(write([own("a\tb\nc", { filename: "d\r\ne" })])).toBe("a b c\td  e\t");
  });
});

describe("writeIssueText", () => {
  const words = {
    type: "TypeError",
    message: "a\tb",
    culprit: "Run in a.ts",
    function: "Run",
    location: "a.ts",
  };

  it("holds each word once in lower case, and the frames as the only lines with tabs", () => {
    expect(writeIssueText({ ...words, logger: "a.ts", stackText: "Run\ta.ts\t" })).toBe(
      "typeerror\na b\nrun in a.ts\nrun\na.ts\nrun\ta.ts\t",
    );
  });

  it("cuts a long message, never the frames, at 1,000 characters", () => {
    const stackText = Array.from({ length: 8 }, (_, n) => `${n}${"f".repeat(50)}\t\t`).join("\n");
    const text = writeIssueText({ ...words, message: "m".repeat(1024), stackText });
    expect(text).toHaveLength(1000);
    expect(text.endsWith(stackText)).toBe(true);
    expect(text.startsWith("typeerror\nmmm")).toBe(true);
  });
});
