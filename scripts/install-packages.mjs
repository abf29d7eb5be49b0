import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runStep } from "./run-step.mjs";

/** Runs `npm ci` when node_modules is not what package-lock.json says. */
export async function installPackages() {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
  await runStep("Installing packages (about a minute the first time)", command, [...before, "ci"], {
    // The build needs the packages for developing too, also where NODE_ENV=production is set.
    npm_config_include: "dev",
    NODE_ENV: "development",
  });
}

/** npm writes node_modules/.package-lock.json last, so an install that was killed does not pass either. */
function isInstalled() {
  const wanted = readLock("package-lock.json");
  const found = readLock("node_modules/.package-lock.json");
  return (
    found !== undefined &&
    Object.entries(wanted ?? {}).every(([path, { version, optional, devOptional }]) => {
      if (path === "") return true;
      return path in found ? found[path].version === version : optional || devOptional;
    })
  );
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  } catch {
    return undefined;
  }
}
