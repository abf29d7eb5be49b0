import type { Frame } from "@/lib/protocol/event";
import { cleanCsharpFunction } from "./functions/csharp";
import { cleanElixirFunction } from "./functions/elixir";
import type { FunctionName } from "./functions/function-name";
import { cleanGoFunction } from "./functions/go";
import { cleanJavaFunction } from "./functions/java";
import { cleanJavascriptFunction } from "./functions/javascript";
import { cleanNativeFunction } from "./functions/native";
import { cleanPhpFunction } from "./functions/php";
import { cleanPythonFunction } from "./functions/python";
import { cleanRubyFunction } from "./functions/ruby";

type Cleaner = (name: string) => FunctionName;

const CLEANERS = new Map<string, Cleaner>([
  ["javascript", cleanJavascriptFunction],
  ["node", cleanJavascriptFunction],
  ["java", cleanJavaFunction],
  ["android", cleanJavaFunction],
  ["kotlin", cleanJavaFunction],
  ["scala", cleanJavaFunction],
  ["groovy", cleanJavaFunction],
  ["clojure", cleanJavaFunction],
  ["ruby", cleanRubyFunction],
  ["php", cleanPhpFunction],
  ["native", cleanNativeFunction],
  ["c", cleanNativeFunction],
  ["cpp", cleanNativeFunction],
  ["rust", cleanNativeFunction],
  ["swift", cleanNativeFunction],
  ["objc", cleanNativeFunction],
  ["cocoa", cleanNativeFunction],
  ["csharp", cleanCsharpFunction],
  ["dotnet", cleanCsharpFunction],
  ["python", cleanPythonFunction],
  ["go", cleanGoFunction],
  ["elixir", cleanElixirFunction],
]);

/** Cleans a frame's function for the platform that the frame (or else its event) names. */
export function cleanFunction(frame: Frame, platform: string): FunctionName {
  const name = (platform === "csharp" ? frame.raw_function : undefined) ?? frame.function;
  if (!name) return {};
  const clean = CLEANERS.get(platform);
  return clean ? clean(name) : { name };
}
