import type { FunctionName } from "./function-name";

/** Qualified names lose the `<locals>` hops; lambdas and comprehensions all share one name and so say nothing wrong. */
export function cleanPythonFunction(name: string): FunctionName {
  return { name: name.includes("<locals>.") ? name.split("<locals>.").join("") : name };
}
