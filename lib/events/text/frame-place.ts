import type { Frame } from "@/lib/protocol/event";

/** A frame in words: what ran, and where that stands. Parts that nobody sent are empty. */
export type FramePlace = {
  function: string;
  file: string;
  /** `:48:22`, or empty. */
  position: string;
};

/** Platforms whose frames name a class in `module` and only a bare file name. */
const NAMED_BY_CLASS = new Set(["java", "kotlin", "scala", "android"]);

/** How a frame is written on a page and in a copy. `platform` is the event's, for frames that name none. */
export function framePlace(frame: Frame, platform: string): FramePlace {
  return {
    function: functionOf(frame, frame.platform ?? platform),
    file: frame.filename ?? frame.abs_path ?? frame.module ?? frame.package ?? "",
    position: positionOf(frame),
  };
}

/** What a frame belongs to when it is not the user's own: a package, or the nearest thing to one. */
export function packageOf(frame: Frame): string {
  const path = (frame.filename ?? frame.abs_path ?? "").split("\\").join("/");
  for (const folder of ["node_modules/", "site-packages/", "dist-packages/", "/gems/", "vendor/"]) {
    const at = path.lastIndexOf(folder);
    if (at >= 0) return firstSegments(path.slice(at + folder.length), "/");
  }
  if (path.startsWith("node:")) return path.split("/", 1)[0] ?? path;
  if (frame.module) return frame.module.split(".").slice(0, -1).slice(0, 3).join(".") || frame.module;
  if (frame.package) return frame.package.slice(frame.package.lastIndexOf("/") + 1);
  return path.slice(path.lastIndexOf("/") + 1);
}

function functionOf(frame: Frame, platform: string): string {
  const name = frame.function === undefined || frame.function === "?" ? "<anonymous>" : frame.function;
  if (!NAMED_BY_CLASS.has(platform) || !frame.module) return name;
  return `${frame.module.slice(frame.module.lastIndexOf(".") + 1)}.${name}`;
}

function positionOf({ lineno, colno, instruction_addr }: Frame): string {
  if (lineno === undefined) return instruction_addr ? ` ${instruction_addr}` : "";
  return colno === undefined ? `:${lineno}` : `:${lineno}:${colno}`;
}

/** `next/dist/server.js` is `next`, `@acme/cart/index.js` is `@acme/cart`. */
function firstSegments(path: string, separator: string): string {
  const parts = path.split(separator);
  return parts.slice(0, parts[0]?.startsWith("@") ? 2 : 1).join(separator);
}
