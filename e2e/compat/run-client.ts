import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The folder of the clients and of their packages. */
export const compatFolder = join(import.meta.dirname);

/** Runs a client program to its end with the DSN in its environment; whatever it says is in the answer. */
export async function runClient(
  program: string,
  args: string[],
  dsn: string,
): Promise<{ exitCode: number; output: string }> {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(program, args, { cwd: compatFolder, env: { ...environment, DSN: dsn } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode: exitCode ?? -1, output };
}
