import { cleanAnyEngineFunction } from "./any-engine";
import { cleanCsharpFunction } from "./csharp";
import { cleanElixirFunction } from "./elixir";
import type { FunctionCleaner } from "./function-name";
import { cleanGoClosure, cleanGoFunction } from "./go";
import { cleanJavaFunction } from "./java";
import { cleanJavascriptFunction } from "./javascript";
import { cleanNativeFunction } from "./native";
import { cleanNativeSymbol } from "./native-symbol";
import { cleanPhpClosure, cleanPhpFunction } from "./php";
import { cleanPythonFunction } from "./python";
import { cleanRubyFunction } from "./ruby";

/** As `jackdaw:2026-11` has them. */
export const FIRST_CLEANERS: ReadonlyMap<string, FunctionCleaner> = new Map([
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

/** From `jackdaw:2026-12` on. */
export const CLEANERS: ReadonlyMap<string, FunctionCleaner> = new Map([
  ...FIRST_CLEANERS,
  ["javascript", cleanAnyEngineFunction],
  ["node", cleanAnyEngineFunction],
  ["php", cleanPhpClosure],
  ["go", cleanGoClosure],
  ["fsharp", cleanCsharpFunction],
  ["visualbasic", cleanCsharpFunction],
  ["powershell", cleanCsharpFunction],
  ...["native", "c", "cpp", "rust", "swift", "objc", "cocoa"].map((platform): [string, FunctionCleaner] => [
    platform,
    cleanNativeSymbol,
  ]),
]);
