import { join } from "node:path";

/**
 * The address of a socket in the engine's folder: `engine` answers queries, `wake` starts the engine. A folder that is none
 * (`\\.\pipe\…`) is the beginning of the pipes' names, on Windows.
 */
export function socketAddress(folder: string, name: "engine" | "wake"): string {
  return folder.startsWith("\\\\") ? `${folder}-${name}` : join(folder, `${name}.sock`);
}
