import type { Frame } from "@/lib/protocol/event";
import { JAVASCRIPT, type PlaceReading } from "./build-place";
import { baseName } from "./clean-filename";
import { cleanFunction } from "./clean-function";
import { branch, ignored, leaf } from "./component";
import type { Configuration } from "./configuration";
import type { FunctionName } from "./functions/function-name";
import type { Component } from "./grouping";
import type { StackContext } from "./rules/decide-frames";

export interface FrameContext extends StackContext {
  configuration: Configuration;
  /** A source map was applied: then the source line is sure and the minified function name is not. */
  symbolicated: boolean;
}

/**
 * One frame: module or else file name, function, source line. Line and column numbers never count.
 * Frames that only an engine's internals explain (`eval`, native code) contribute nothing. `place` is what was read of where
 * the frame stands.
 */
export function buildFrame(
  frame: Frame,
  place: PlaceReading,
  { platform: eventPlatform, configuration, symbolicated }: FrameContext,
): Component {
  const platform = frame.platform ?? eventPlatform;
  const javascript = JAVASCRIPT.has(platform);
  const parts = [...place.parts];

  const cleaned = cleanFunction(frame, platform, configuration);
  const nameless = configuration.isNamelessWhenCleaned ? !cleaned.name : !frame.function;
  const line = buildContextLine(frame, platform, javascript && nameless && place.isFromUrl, configuration);
  const lineDecides = javascript && symbolicated && line?.contributes === true;
  const named = buildFunction(frame, cleaned, lineDecides);
  if (named) parts.push(named);
  if (line) parts.push(line);
  if (frame.package && !parts.some((part) => part.contributes)) {
    parts.push(
      leaf("package", baseName(frame.package).toLowerCase(), "used because the frame has no symbol"),
    );
  }

  if (javascript && (place.isEngine || frame.function === "eval")) {
    return ignored("frame", parts.map(silence), "ignored because engines report internal frames differently");
  }
  return branch("frame", parts);
}

/** Whether a frame names no function, or one that clean-up takes away as far as the configuration says so. */
export function isNameless(frame: Frame, platform: string, configuration: Configuration): boolean {
  if (!configuration.isNamelessWhenCleaned) return !frame.function;
  return !cleanFunction(frame, platform, configuration).name;
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
  isNamelessFromUrl: boolean,
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
  if (isNamelessFromUrl) {
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
