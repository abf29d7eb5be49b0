import type { Frame } from "@/lib/protocol/event";
import { readHeader, readLocation } from "./scan-text";
import { toException, toFrame, toTrace, type Trace } from "./trace";

/** Names with a blank, as only JavaScriptCore writes them. */
const BLANK_NAMES = new Set(["global code", "eval code", "module code", "async function"]);
const NATIVE = "[native code]";

/**
 * SpiderMonkey (Firefox) and JavaScriptCore (Safari): `name@url:1:2`, newest call first, nameless functions as `@url:1:2`
 * or the bare URL. The engines write no error before it; what stands there came from whoever printed it.
 */
export function parseSpiderMonkey(lines: readonly string[]): Trace | undefined {
  const header: string[] = [];
  const frames: Frame[] = [];
  for (const line of lines) {
    const text = line.trim();
    const frame = readFrame(text);
    if (frame) frames.push(frame);
    else if (frames.length > 0) break;
    else if (text) header.push(text);
  }
  if (frames.length === 0) return undefined;
  return toTrace([toException(readError(header), frames.toReversed())]);
}

function readError(header: string[]): { type?: string; value?: string } {
  const first = header.at(-1);
  const read = first === undefined ? undefined : readHeader(first);
  if (!read || read.name.includes(".") || !/^[A-Z]/.test(read.name)) return { value: header.join("\n") };
  return { type: read.name, value: read.value };
}

function readFrame(text: string): Frame | undefined {
  const at = text.indexOf("@");
  const isBare = at < 0 || text.slice(0, at).includes("://");
  const name = isBare ? "" : text.slice(0, at);
  const place = isBare ? text : text.slice(at + 1);
  if (!isName(name)) return undefined;
  if (place === NATIVE) return toFrame("javascript", { function: name, filename: NATIVE, abs_path: NATIVE });
  // Firefox: `https://x/app.js line 3 > eval:1:1`
  const nested = place.indexOf(" line ");
  const { path, lineno, colno } = nested > 0 ? readNested(place, nested) : readLocation(place);
  if (/\s/.test(path)) return undefined;
  if (lineno === undefined || !(isBare ? path.includes("://") : path.includes("/"))) return undefined;
  const plain = path.startsWith("file:///") ? path.slice("file://".length) : path;
  return toFrame("javascript", {
    function: name,
    filename: plain,
    abs_path: plain,
    lineno,
    ...(colno !== undefined && { colno }),
  });
}

function readNested(place: string, nested: number) {
  return readLocation(
    `${place.slice(0, nested)}:${Number.parseInt(place.slice(nested + 6, nested + 15), 10)}`,
  );
}

function isName(name: string): boolean {
  if (BLANK_NAMES.has(name)) return true;
  const own = name.slice(name.lastIndexOf("*") + 1);
  for (const prefix of ["get ", "set ", "async "])
    if (own.startsWith(prefix)) return !/\s/.test(own.slice(prefix.length));
  return !/\s/.test(own);
}
