import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../run-step.mjs";

const CONTENTS = `
  export { groupEvent } from "./lib/grouping/group-event";
  export { normaliseEvent } from "./lib/protocol/normalise-event";
`;

/** `groupEvent` and `normaliseEvent` as the server has them; `remove` deletes the bundle. */
export async function bundleGrouping() {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "jackdaw-grouping-"));
  const outfile = join(folder, "grouping.mjs");
  await build({
    absWorkingDir: root,
    stdin: { contents: CONTENTS, resolveDir: root, loader: "ts" },
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
