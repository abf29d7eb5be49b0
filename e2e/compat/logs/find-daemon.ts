import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compatFolder } from "../run-client";

/** A syslog daemon that can be run here. */
export interface Daemon {
  program: string;
  /** Where its modules are; undefined where it knows. */
  modules?: string;
  /** Where its libraries are, for the loader. */
  env: Record<string, string>;
}

/** Packages that the build machine unpacked: the two daemons cannot both be installed. */
const unpacked = join(compatFolder, ".daemons");
const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];

/** The daemon of this machine, else one that was unpacked; null when there is none. */
export function findDaemon(name: "rsyslogd" | "syslog-ng"): Daemon | null {
  const installed = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (installed) return { program: installed, env: {} };
  const root = join(unpacked, name);
  const program = join(root, "usr/sbin", name);
  if (!existsSync(program)) return null;
  const libraries = ["lib", "usr/lib"].flatMap((folder) =>
    under(join(root, folder)).filter((path) => path.endsWith("-linux-gnu")),
  );
  const own = join(root, "usr/lib", name);
  const modules =
    name === "syslog-ng"
      ? under(own).find((path) => /\/[0-9.]+$/.test(path))
      : libraries.map((folder) => join(folder, "rsyslog")).find((path) => existsSync(path));
  return { program, modules, env: { LD_LIBRARY_PATH: [...libraries, own].join(":") } };
}

function under(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
