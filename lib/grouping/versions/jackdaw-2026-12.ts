import { CHUNK_LOAD_ERROR, HYDRATION_ERROR } from "@/lib/grouping/built-in-fingerprints";
import { cleanScriptModuleName } from "@/lib/grouping/clean-filename";
import type { Configuration } from "@/lib/grouping/configuration";
import { CLEANERS } from "@/lib/grouping/functions/cleaners";
import { cleanClassName } from "@/lib/grouping/functions/java";
import { JACKDAW_2026_11 } from "./jackdaw-2026-11";

/**
 * Behaves like Sentry's `newstyle:2026-01-20`: built-in fingerprints, stack-trace rules, and names of functions and
 * classes as every engine, compiler and library would have written them.
 */
export const JACKDAW_2026_12: Configuration = {
  ...JACKDAW_2026_11,
  version: "jackdaw:2026-12",
  builtInFingerprints: [CHUNK_LOAD_ERROR, HYDRATION_ERROR],
  lonePlatforms: new Set(["javascript", "node"]),
  functionCleaners: CLEANERS,
  unknownFunctions: new Set(["<redacted>", "<unknown>", "<unknown function>", "???"]),
  cleanModule: cleanScriptModuleName,
  cleanClass: cleanClassName,
  isClassFileCleaned: true,
  isNamelessWhenCleaned: true,
};
