import type { Frame } from "@/lib/protocol/event";

/** What bundlers, packagers and browsers put before a path; nothing of it stands in a repository. */
const HEADS = ["webpack-internal:///", "webpack:///", "webpack://", "app:///", "file:///", "async:", "~/"];

/**
 * The parts of a path that a frame or a commit names, outermost first: `\` is `/`, schemes, hosts, drives and dots are left
 * out. Empty for what is no path, such as `<anonymous>`.
 */
export function pathParts(path: string): string[] {
  let text = path.replaceAll("\\", "/");
  for (const head of HEADS) if (text.startsWith(head)) text = text.slice(head.length);
  const scheme = text.indexOf("://");
  if (scheme > 0) text = text.slice(Math.max(text.indexOf("/", scheme + 3), scheme + 3));
  const query = text.search(/[?#]/);
  if (query >= 0) text = text.slice(0, query);
  if (text.startsWith("<")) return [];
  return text
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== ".." && !part.endsWith(":"));
}

/** The paths under which the file of a frame may stand in a repository, as parts. */
export function framePaths(frame: Frame, platform: string): string[][] {
  const paths = [frame.filename, frame.abs_path].flatMap((path) => (path ? [pathParts(path)] : []));
  const name = frame.filename && !frame.filename.includes("/") ? frame.filename : undefined;
  // Java and its kin name the file alone; its folders are the package of the class.
  if (name && frame.module && (platform === "java" || frame.platform === "java")) {
    paths.push([...frame.module.split(".").slice(0, -1), name]);
  }
  return paths.filter((parts) => parts.length > 0);
}

/**
 * Whether the file that a commit touched is the one that a frame names: the shorter of both paths is the end of the longer.
 * A name alone is said by too many files, so that it has to be the whole of both.
 */
export function isSameFile(committed: readonly string[], framed: readonly string[]): boolean {
  const shorter = Math.min(committed.length, framed.length);
  if (shorter === 0) return false;
  if (shorter === 1) return committed.length === framed.length && committed[0] === framed[0];
  for (let back = 1; back <= shorter; back++) {
    if (committed.at(-back) !== framed.at(-back)) return false;
  }
  return true;
}
