import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { generateClient } from "./generate-client.mjs";
import { hashFiles } from "./hash-files.mjs";
import { installPackages } from "./install-packages.mjs";
import { programOf, root, runStep } from "./run-step.mjs";

const stamp = join(root, "dist/stamp");
const sources = ["app", "components", "lib", "server", "public", "proxy.ts", "instrumentation.ts"];
const settings = ["next.config.js", "tsconfig.json", "package-lock.json", "prisma/schema.prisma"];

/** Makes the production build, also from a clean clone: the pages in `.next`, the server in `dist`. */
export async function build() {
  await installPackages();
  await generateClient();
  const hash = hashSources();
  forgetBuild();
  await runStep(
    "Building the pages (half a minute)",
    process.execPath,
    [programOf("next/dist/bin/next"), "build"],
    {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  );
  await bundleServer();
  // Written last: a build that was killed is made again.
  writeFileSync(stamp, hash);
}

/** Whether a whole build is there that was made from the sources as they are now. */
export function isBuilt() {
  if (!["dist/main.mjs", "dist/web.mjs", ".next/BUILD_ID"].every((path) => existsSync(join(root, path))))
    return false;
  try {
    return readFileSync(stamp, "utf8") === hashSources();
  } catch {
    return false;
  }
}

/** Makes the next production start build again. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

function hashSources() {
  return hashFiles([...sources, ...settings, "scripts/bundle-server.mjs"]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
