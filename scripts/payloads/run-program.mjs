import { spawn } from "node:child_process";

/** Runs a program to its end; its output and exit code come back, whatever they are. */
export function runProgram(command, args, { cwd, env = {} } = {}) {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

/** The same for steps of an installation: throws with the output when the program fails. */
export async function mustRun(command, args, options) {
  const { code, output } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
}
