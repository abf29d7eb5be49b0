import { describe, expect, it } from "vitest";
import type { Stacktrace } from "@/lib/protocol/event";
import { foldFrames, frameToOpen, type StackView } from "./fold-frames";

const own = (name: string) => ({ function: name, in_app: true });
const foreign = (name: string) => ({ function: name, in_app: false, filename: `node_modules/${name}/i.js` });

/** Oldest call first, as it is stored. */
const stack: Stacktrace = {
  frames: [foreign("react"), foreign("next"), own("submit"), foreign("trace"), own("apply")],
};

function shown(of: Stacktrace, view: StackView): string[] {
  return foldFrames(of, view).map((row) => {
    if (row.kind === "frame") return row.frame.function ?? "";
    return row.kind === "run" ? `${row.frames.length}: ${row.packages.join(" ")}` : `… ${row.count}`;
  });
}

describe("foldFrames", () => {
  it("folds runs of other people's frames, crash first", () => {
    expect(shown(stack, { onlyInApp: true, newestFirst: true })).toEqual([
      "apply",
      "1: trace",
      "submit",
      "2: next react",
    ]);
  });

  it("turns around", () => {
    expect(shown(stack, { onlyInApp: true, newestFirst: false })).toEqual([
      "2: react next",
      "submit",
      "1: trace",
      "apply",
    ]);
  });

  it("shows every frame when asked, and when none is in-app", () => {
    expect(shown(stack, { onlyInApp: false, newestFirst: false })).toEqual([
      "react",
      "next",
      "submit",
      "trace",
      "apply",
    ]);
    const library = { frames: [foreign("a"), foreign("b")] };
    expect(shown(library, { onlyInApp: true, newestFirst: true })).toEqual(["b", "a"]);
  });

  it("says where frames were left out", () => {
    const cut: Stacktrace = { frames: [own("main"), own("f")], frames_omitted: [1, 301] };
    expect(shown(cut, { onlyInApp: true, newestFirst: true })).toEqual(["f", "… 300", "main"]);
  });

  it("opens the innermost in-app frame", () => {
    expect(frameToOpen({ frames: [own("a"), own("b"), foreign("c")] })).toBe(1);
    expect(frameToOpen({ frames: [foreign("a"), foreign("b")] })).toBe(1);
    expect(frameToOpen({ frames: [] })).toBe(-1);
  });
});
