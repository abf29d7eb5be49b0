import { readdirSync, readFileSync } from "node:fs";

/**
 * The resident memory of a process and everything it started, in bytes, by process name. Shared pages are divided among
 * those who share them (PSS), so that Postgres' buffers count once.
 */
export function measureMemory(rootPid) {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const wanted = new Set([rootPid]);
  // The embedded Postgres is a daemon: it is found by the data folder that it was started with.
  const dataDir = readFileSync(`/proc/${rootPid}/environ`, "utf8")
    .split("\0")
    .find((entry) => entry.startsWith("JACKDAW_DATA="));
  for (const one of processes) if (dataDir && one.command.includes(dataDir.slice(13))) wanted.add(one.pid);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of processes) {
      if (wanted.has(one.parent) && !wanted.has(one.pid)) {
        wanted.add(one.pid);
        grown = true;
      }
    }
  }
  const byName = {};
  for (const one of processes)
    if (wanted.has(one.pid)) byName[one.name] = (byName[one.name] ?? 0) + residentBytes(one.pid);
  return byName;
}

function readProcess(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return [
      {
        pid: Number(pid),
        parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]),
        name: /^Name:\s+(.+)/m.exec(status)?.[1] ?? "?",
        command: readFileSync(`/proc/${pid}/cmdline`, "utf8"),
      },
    ];
  } catch {
    return []; // It ended while we looked.
  }
}

function residentBytes(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
