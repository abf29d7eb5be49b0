import type { Exception, Frame } from "@/lib/protocol/event";
import type { Test } from "./compile-stack-rules";
import type { Glob } from "./glob";
import { matchGlob } from "./match-glob";

/** What stands for a function or an error that the SDK does not name, as in Sentry. */
export const UNKNOWN = "<unknown>";

/** Whether a test of a frame's own fields holds. */
export function passesFrame({ key, glob, isNegated }: Test, frame: Frame): boolean {
  return (glob !== undefined && matchesField(key, frame, glob)) !== isNegated;
}

/** Whether a field of the frame matches; for paths, one of the two that SDKs send. */
export function matchesField(key: string, frame: Frame, glob: Glob): boolean {
  switch (key) {
    case "stack.abs_path":
      return (
        matches(glob, frame.abs_path) || (frame.filename !== frame.abs_path && matches(glob, frame.filename))
      );
    case "stack.module":
      return matches(glob, frame.module);
    case "stack.package":
      return matches(glob, frame.package);
    case "stack.function":
      return matches(glob, frame.function ?? UNKNOWN) || matches(glob, withoutArguments(frame.function));
    default:
      return false;
  }
}

/** Whether a test of what was thrown holds. */
export function passesError({ key, glob, isNegated }: Test, exception: Exception | undefined): boolean {
  const text =
    key === "error.type"
      ? exception?.type
      : key === "error.value"
        ? exception?.value
        : exception?.mechanism?.type;
  return (glob !== undefined && matchGlob(glob, text?.trim() || UNKNOWN)) !== isNegated;
}

function matches(glob: Glob, text: string | undefined): boolean {
  return text !== undefined && matchGlob(glob, text);
}

/** `shop::pay(int)` is also known as `shop::pay`: some SDKs of native code send the arguments, others do not. */
function withoutArguments(name: string | undefined): string | undefined {
  if (!name?.endsWith(")")) return undefined;
  const open = name.indexOf("(");
  return open > 0 ? name.slice(0, open) : undefined;
}
