import type { Frame } from "@/lib/protocol/event";
import type { Configuration } from "./configuration";
import type { FunctionName } from "./functions/function-name";

/** Cleans a frame's function for the platform that the frame (or else its event) names. */
export function cleanFunction(
  frame: Frame,
  platform: string,
  { functionCleaners, unknownFunctions }: Pick<Configuration, "functionCleaners" | "unknownFunctions">,
): FunctionName {
  const name = (platform === "csharp" ? frame.raw_function : undefined) ?? frame.function;
  if (!name) return {};
  if (unknownFunctions.has(name)) return { hint: "ignored because the function is unknown" };
  const clean = functionCleaners.get(platform);
  return clean ? clean(name) : { name };
}
