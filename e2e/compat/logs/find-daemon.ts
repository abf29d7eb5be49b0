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
  const own = join(root, "usr/lib", name);
  const modules =
    name === "syslog-ng" ? under(own).find((path) => /\/[0-9.]+$/.test(path)) : modulesOfRsyslog(root)[0];
  return { program, modules, env: { LD_LIBRARY_PATH: [...libraries(root), own].join(":") } };
}

/** Whether a daemon that was found has a module of rsyslog, which are packages of their own. */
export function hasModule({ modules }: Daemon, file: string): boolean {
  const places = modules ? [modules] : [...modulesOfRsyslog("/"), "/usr/lib/rsyslog", "/usr/lib64/rsyslog"];
  return places.some((folder) => existsSync(join(folder, file)));
}

function modulesOfRsyslog(root: string): string[] {
  return libraries(root)
    .map((folder) => join(folder, "rsyslog"))
    .filter((path) => existsSync(path));
}

function libraries(root: string): string[] {
  return ["lib", "usr/lib"].flatMap((folder) =>
    under(join(root, folder)).filter((path) => path.endsWith("-linux-gnu")),
  );
}

function under(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
