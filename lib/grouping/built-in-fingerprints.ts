import type { Event, Exception } from "@/lib/protocol/event";
import { JAVASCRIPT } from "./build-place";
import { isDigit } from "./functions/scan";
import type { BuiltInFingerprint, Configuration } from "./configuration";

/** Longer texts are not searched further: what is looked for stands in the first lines. */
const SEARCHED = 1024;

/**
 * A part of the app could not be loaded, mostly because a release replaced it. Stack and file name tell where the
 * user went, not what is wrong. Spellings of webpack, Vite, Chromium, Firefox and Safari.
 */
export const CHUNK_LOAD_ERROR: BuiltInFingerprint = {
  name: "chunkloaderror",
  matches: (event) => someScriptError(event, isChunkLoadError),
};

/** What the server rendered is not what the browser renders: the cause is the page, the stack is React's. */
export const HYDRATION_ERROR: BuiltInFingerprint = {
  name: "hydrationerror",
  matches: (event) => someScriptError(event, isHydrationError),
};

/**
 * The fingerprint that takes the event together with others like it wherever they happened, if the configuration
 * knows one. For events whose client set no fingerprint of its own.
 */
export function builtInFingerprint(
  event: Event,
  configuration: Configuration,
): BuiltInFingerprint | undefined {
  return configuration.builtInFingerprints.find(({ matches }) => matches(event));
}

const CHUNK_TEXTS = [
  "ChunkLoadError",
  "Failed to fetch dynamically imported module",
  "error loading dynamically imported module",
  "Importing a module script failed",
  "Unable to preload CSS for",
];

function isChunkLoadError({ type, value }: Exception): boolean {
  if (type === "ChunkLoadError") return true;
  const text = head(value);
  if (CHUNK_TEXTS.some((known) => text.includes(known))) return true;
  const loading = startsWithAny(text, ["Loading chunk ", "Loading CSS chunk "]);
  return loading && text.includes("failed");
}

const HYDRATION_TEXTS = [
  "Hydration failed because ",
  "There was an error while hydrating",
  "error occurred during hydration",
  "Text content does not match server-rendered HTML",
  "Text content did not match",
  "Expected server HTML to contain ",
  "did not match what was rendered on the server",
  "didn't match the client properties",
  "received an update before it finished hydrating",
  "Hydration completed but contains mismatches",
];

/** React's numbers for the same sentences in production builds. */
const HYDRATION_CODES = new Set(["418", "421", "422", "423", "425"]);
const REACT_ERROR = "Minified React error #";

function isHydrationError({ value }: Exception): boolean {
  const text = head(value);
  if (HYDRATION_TEXTS.some((known) => text.includes(known))) return true;
  const found = text.indexOf(REACT_ERROR);
  const code = found + REACT_ERROR.length;
  return found >= 0 && HYDRATION_CODES.has(text.slice(code, code + 3)) && !isDigitAt(text, code + 3);
}

function someScriptError(event: Event, matches: (exception: Exception) => boolean): boolean {
  return JAVASCRIPT.has(event.platform) && (event.exception?.values.some(matches) ?? false);
}

function head(text: string | undefined): string {
  return text === undefined ? "" : text.slice(0, SEARCHED);
}

function startsWithAny(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => text.startsWith(start));
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && isDigit(text.charCodeAt(at));
}
