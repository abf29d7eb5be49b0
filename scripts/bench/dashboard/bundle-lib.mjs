import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../run-step.mjs";

const CONTENTS = `
  export { makePartition } from "./lib/db/make-partition";
  export { partitioned } from "./lib/db/partition";
  export { closePool, openPool, usePool } from "./lib/db/pool";
  export { UNKNOWN_PROJECT } from "./lib/grouping/build-settings";
  export { prepareEvent } from "./lib/ingest/prepare-event";
  export { formatShortId } from "./lib/issues/short-id";
  export { findDrift } from "./lib/retention/find-drift";
  export { writeIssueText } from "./lib/search/write-issue-text";
`;

/** The parts of the server that the seed is made with, as the server has them; `remove` deletes the bundle. */
export async function bundleLib() {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "jackdaw-dashboard-"));
  const outfile = join(folder, "lib.mjs");
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
