import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runStep } from "./run-step.mjs";

/** Runs `npm ci` in a folder of the project when its node_modules is not what its package-lock.json says. */
export async function installPackages(folder = "") {
  if (isInstalled(folder)) return;
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
  const what = folder ? `Installing the packages of ${folder}` : "Installing packages (about a minute)";
  await runStep(what, command, [...before, "ci", "--prefix", join(root, folder)], {
    // The build needs the packages for developing too, also where NODE_ENV=production is set.
    npm_config_include: "dev",
    NODE_ENV: "development",
  });
}

/** npm writes node_modules/.package-lock.json last, so an install that was killed does not pass either. */
function isInstalled(folder) {
  const wanted = readLock(folder, "package-lock.json");
  const found = readLock(folder, "node_modules/.package-lock.json");
  return (
    found !== undefined &&
    Object.entries(wanted ?? {}).every(([path, { version, optional, devOptional }]) => {
      if (path === "") return true;
      return path in found ? found[path].version === version : optional || devOptional;
    })
  );
}

function readLock(folder, path) {
  try {
    return JSON.parse(readFileSync(join(root, folder, path), "utf8")).packages;
  } catch {
    return undefined;
  }
}
