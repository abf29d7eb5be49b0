import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../run-step.mjs";

/** Parts of the server as the server has them: what a module of these lines at the project's root exports; `remove` deletes the bundle. */
export async function bundleSource(contents) {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "jackdaw-bench-"));
  const outfile = join(folder, "source.mjs");
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
    logLevel: "warning",
    tsconfig: "tsconfig.json",
  });
  return {
    ...(await import(pathToFileURL(outfile).href)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
