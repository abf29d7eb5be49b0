import type { Frame } from "@/lib/protocol/event";
import { baseName, cleanFilename } from "./clean-filename";
import { ignored, leaf } from "./component";
import type { Configuration } from "./configuration";
import type { Component } from "./grouping";
import type { Kept } from "./recall-frame";

/** Platforms that are JavaScript. */
export const JAVASCRIPT: ReadonlySet<string> = new Set(["javascript", "node"]);
const JVM = new Set(["java", "android", "kotlin", "scala", "groovy", "clojure"]);
const NO_FILE = new Set(["<anonymous>", "[native code]", "native code", "eval code", "native"]);
const URL_ORIGINS = ["http:", "https:", "blob:", "applewebdata:", "data:"];

/** What frames that stand in one file or module have in common. */
export interface PlaceReading extends Kept<object, PlaceReading> {
  /** Module and file name, as far as they are known. */
  parts: readonly Component[];
  /** The file was loaded from a URL, whose path and host differ between environments. */
  isFromUrl: boolean;
  /** No file at all, but what an engine calls its own or evaluated code. */
  isEngine: boolean;
}

type Spot = Pick<Frame, "module" | "filename" | "abs_path">;

/** Module or else file name. `platform` is the frame's; `key` stands for the contexts in which it reads so. */
export function buildPlace(
  key: object,
  spot: Spot,
  platform: string,
  configuration: Configuration,
): PlaceReading {
  const path = spot.abs_path ?? spot.filename;
  const isFromUrl = hasUrlOrigin(spot);
  const parts: Component[] = [];
  const module = buildModule(spot, platform, configuration);
  if (module) parts.push(module);
  const filename = buildFilename(spot, platform, module?.contributes ?? false, isFromUrl, configuration);
  if (filename) parts.push(filename);
  return { key, parts, isFromUrl, isEngine: path !== undefined && NO_FILE.has(path) };
}

/** Whether the file was loaded from a URL. */
export function hasUrlOrigin({ abs_path, filename }: Spot): boolean {
  const path = abs_path ?? filename;
  if (path === undefined || path.startsWith("/")) return false;
  return URL_ORIGINS.some((origin) => path.startsWith(origin));
}

function buildModule(
  { module, abs_path }: Spot,
  platform: string,
  { cleanClass, cleanModule }: Configuration,
): Component | undefined {
  if (!module) return undefined;
  if (JAVASCRIPT.has(platform)) {
    if (module.includes("/") && abs_path?.endsWith(module)) {
      return ignored("module", [module], "ignored because it is part of the URL");
    }
    return leaf("module", cleanModule(module));
  }
  return leaf("module", JVM.has(platform) ? cleanClass(module) : module);
}

function buildFilename(
  { filename, abs_path }: Spot,
  platform: string,
  moduleContributes: boolean,
  isFromUrl: boolean,
  { cleanClass, isClassFileCleaned }: Configuration,
): Component | undefined {
  const path = filename ?? abs_path;
  if (!path) return undefined;
  if (NO_FILE.has(path)) return ignored("filename", [path], "ignored because it names no file");
  if (moduleContributes) return ignored("filename", [baseName(path)], "not used, the module is");
  const isClassFile = isClassFileCleaned && JVM.has(platform);
  const name = cleanFilename(isClassFile ? cleanClass(baseName(path)) : path, JAVASCRIPT.has(platform));
  if (isFromUrl) return ignored("filename", [name], "ignored because the file came from a URL");
  return name ? leaf("filename", name) : undefined;
}
