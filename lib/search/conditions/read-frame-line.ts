import type { SearchNode, TextNode } from "@/lib/search/grammar/ast";

/** Words that stand before function and file in the traces of most languages. */
const WORDS = new Set(["at", "in"]);
/** `:12` and `:12:5` at the end. */
const POSITION = /(?::\d{1,9}){1,2}$/;
/** Folders above differ between what an SDK sends and what a terminal prints. */
const SEGMENTS = 2;

/**
 * The words of a line of a stack trace as somebody pasted it, without what frames are not stored with: `at`, line and column,
 * and all but the last folder. Other words stay as they are.
 */
export function readFrameLine<T extends SearchNode>(nodes: readonly T[]): (T | TextNode)[] {
  if (!nodes.some((node) => placeOf(node) !== undefined)) return [...nodes];
  return nodes.flatMap((node): (T | TextNode)[] => {
    const place = placeOf(node);
    if (place !== undefined) return [{ type: "text", value: { kind: "text", text: place } }];
    return isText(node) && WORDS.has(node.value.text.toLowerCase()) ? [] : [node];
  });
}

/** The end of the path that a word names together with a line; undefined for other words. */
function placeOf(node: SearchNode): string | undefined {
  if (!isText(node)) return undefined;
  const { text } = node.value;
  const path = text.replace(POSITION, "");
  if (path === text || !/[./\\]/.test(path)) return undefined;
  return path.split(/[/\\]/).slice(-SEGMENTS).join("/");
}

function isText(node: SearchNode): node is TextNode & { value: { kind: "text" } } {
  return node.type === "text" && node.value.kind === "text";
}
