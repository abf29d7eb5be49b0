import type { Frame } from "@/lib/protocol/event";
import { baseName, cleanFilename } from "./clean-filename";
import { cleanFunction } from "./clean-function";
import { branch, ignored, leaf } from "./component";
import type { Configuration } from "./configuration";
import type { FunctionName } from "./functions/function-name";
import type { Component } from "./grouping";
import type { StackContext } from "./rules/decide-frames";

/** Platforms that are JavaScript. */
export const JAVASCRIPT: ReadonlySet<string> = new Set(["javascript", "node"]);
const JVM = new Set(["java", "android", "kotlin", "scala", "groovy", "clojure"]);
const NO_FILE = new Set(["<anonymous>", "[native code]", "native code", "eval code", "native"]);
const URL_ORIGINS = ["http:", "https:", "blob:", "applewebdata:", "data:"];

export interface FrameContext extends StackContext {
  configuration: Configuration;
  /** A source map was applied: then the source line is sure and the minified function name is not. */
  symbolicated: boolean;
}

/**
 * One frame: module or else file name, function, source line. Line and column numbers never count.
 * Frames that only an engine's internals explain (`eval`, native code) contribute nothing.
 */
export function buildFrame(frame: Frame, context: FrameContext): Component {
  const platform = frame.platform ?? context.platform;
  const { configuration } = context;
  const javascript = JAVASCRIPT.has(platform);
  const parts: Component[] = [];

  const cleaned = cleanFunction(frame, platform, configuration);
  const nameless = configuration.isNamelessWhenCleaned ? !cleaned.name : !frame.function;
  const line = buildContextLine(frame, platform, javascript && nameless, configuration);
  const module = buildModule(frame, platform, javascript, configuration);
  if (module) parts.push(module);
  const filename = buildFilename(frame, platform, module?.contributes ?? false, configuration);
  if (filename) parts.push(filename);
  const lineDecides = javascript && context.symbolicated && line?.contributes === true;
  const named = buildFunction(frame, cleaned, lineDecides);
  if (named) parts.push(named);
  if (line) parts.push(line);
  if (frame.package && !parts.some((part) => part.contributes)) {
    parts.push(
      leaf("package", baseName(frame.package).toLowerCase(), "used because the frame has no symbol"),
    );
  }

  if (javascript && isEngineFrame(frame)) {
    return ignored("frame", parts.map(silence), "ignored because engines report internal frames differently");
  }
  return branch("frame", parts);
}

/** Whether the frame's file was loaded from a URL, whose path and host differ between environments. */
export function hasUrlOrigin(frame: Frame): boolean {
  const path = frame.abs_path ?? frame.filename;
  if (path === undefined || path.startsWith("/")) return false;
  return URL_ORIGINS.some((origin) => path.startsWith(origin));
}

function isEngineFrame(frame: Frame): boolean {
  const path = frame.abs_path ?? frame.filename;
  return frame.function === "eval" || (path !== undefined && NO_FILE.has(path));
}

/** Whether a frame names no function, or one that clean-up takes away as far as the configuration says so. */
export function isNameless(frame: Frame, platform: string, configuration: Configuration): boolean {
  if (!configuration.isNamelessWhenCleaned) return !frame.function;
  return !cleanFunction(frame, platform, configuration).name;
}

function buildModule(
  frame: Frame,
  platform: string,
  javascript: boolean,
  { cleanClass, cleanModule }: Configuration,
): Component | undefined {
  if (!frame.module) return undefined;
  if (javascript) {
    if (frame.module.includes("/") && frame.abs_path?.endsWith(frame.module)) {
      return ignored("module", [frame.module], "ignored because it is part of the URL");
    }
    return leaf("module", cleanModule(frame.module));
  }
  return leaf("module", JVM.has(platform) ? cleanClass(frame.module) : frame.module);
}

function buildFilename(
  frame: Frame,
  platform: string,
  moduleContributes: boolean,
  { cleanClass, isClassFileCleaned }: Configuration,
): Component | undefined {
  const path = frame.filename ?? frame.abs_path;
  if (!path) return undefined;
  if (NO_FILE.has(path)) return ignored("filename", [path], "ignored because it names no file");
  if (moduleContributes) return ignored("filename", [baseName(path)], "not used, the module is");
  const isClassFile = isClassFileCleaned && JVM.has(platform);
  const name = cleanFilename(isClassFile ? cleanClass(baseName(path)) : path, JAVASCRIPT.has(platform));
  if (hasUrlOrigin(frame)) return ignored("filename", [name], "ignored because the file came from a URL");
  return name ? leaf("filename", name) : undefined;
}

function buildFunction(
  frame: Frame,
  { name, hint }: FunctionName,
  lineDecides: boolean,
): Component | undefined {
  if (!name) return hint ? ignored("function", [frame.function ?? ""], hint) : undefined;
  if (lineDecides) return ignored("function", [name], "not used, the source line is");
  return leaf("function", name);
}

function buildContextLine(
  frame: Frame,
  platform: string,
  namelessScript: boolean,
  { contextLinePlatforms, maximumContextLine }: Configuration,
): Component | undefined {
  if (!frame.context_line || !contextLinePlatforms.has(platform)) return undefined;
  if (frame.context_line.length > 4 * maximumContextLine) {
    return ignored("context-line", [], "ignored because the line is too long");
  }
  const line = squeezeSpace(frame.context_line);
  if (!line) return undefined;
  if (line.length > maximumContextLine) {
    return ignored("context-line", [line], "ignored because the line is too long");
  }
  if (namelessScript && hasUrlOrigin(frame)) {
    return ignored("context-line", [line], "ignored because the frame has no function and came from a URL");
  }
  return leaf("context-line", line);
}

/** Most lines need no more than a trim. */
function squeezeSpace(line: string): string {
  const trimmed = line.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.split(/\s+/).join(" ") : trimmed;
}

function silence(part: Component): Component {
  return { ...part, contributes: false };
}
