import { createHash } from "node:crypto";
import { homedir, hostname, userInfo } from "node:os";
import { compatFolder, root, sourcesFolder, workFolder } from "./folders.mjs";

const TIME = "2026-11-20T09:00:00.000Z";
const SECONDS = Date.parse(TIME) / 1000;

/** What a key stands for wherever it occurs; the kind of value (text or number) stays. */
const FIXED = {
  timestamp: [TIME, SECONDS],
  start_timestamp: [TIME, SECONDS],
  boot_time: [TIME, SECONDS],
  app_start_time: [TIME, SECONDS],
  server_name: ["web-1"],
  trace_id: ["0123456789abcdef0123456789abcdef"],
  span_id: ["0123456789abcdef"],
  kernel_version: ["6.1.0"],
  processor_count: [undefined, 2],
  processor_frequency: [undefined, 2400],
  cpu_description: ["CPU"],
  num_cpu: [undefined, 2],
  go_numcgocalls: [undefined, 1],
  go_numroutines: [undefined, 2],
  memory_size: [undefined, 8589934592],
  free_memory: [undefined, 4294967296],
  storage_size: [undefined, 8589934592],
  free_storage: [undefined, 4294967296],
  app_memory: [undefined, 67108864],
  total_memory: [undefined, 67108864],
  "session:duration": [undefined, 1],
};

/**
 * The event with everything that differs from run to run or names this machine replaced by values that stay: times, ids,
 * hosts, folders, addresses in memory, ids of threads. `name` gives it its own event id. `places` maps more texts
 * (`http://127.0.0.1:4711`) to what stands for them. Throws when a trace of the machine is left.
 */
export function stabilise(event, name, places = []) {
  const memory = numberer((index) => `0x7f${(index * 16).toString(16).padStart(10, "0")}`);
  const threads = numberer((index) => index);
  const replacements = [...places, ...machinePlaces()].sort(([one], [other]) => other.length - one.length);
  const stable = walk(event, undefined);
  stable.event_id = createHash("md5").update(name).digest("hex");
  const text = JSON.stringify(stable);
  for (const [place] of replacements) {
    if (text.includes(place)) throw new Error(`${name} still names ${place}`);
  }
  return stable;

  function walk(value, key) {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [replaceText(name), walkField(name, item, key)]),
      );
    }
    return typeof value === "string" ? replaceText(value) : value;
  }

  function walkField(name, item, parent) {
    const fixed = Object.hasOwn(FIXED, name) ? FIXED[name] : undefined;
    if (fixed && typeof item === "string") return fixed[0] ?? item;
    if (fixed && typeof item === "number") return fixed[1] ?? item;
    if (name === "thread_id" || (name === "id" && parent === "values" && isThreadId(item))) {
      const id = threads(String(item));
      return typeof item === "string" ? String(id) : id;
    }
    return walk(item, name);
  }

  function replaceText(text) {
    let out = text;
    for (const [place, stand] of replacements) out = out.replaceAll(place, stand);
    // Cargo calls the folder of a registry by its host.
    out = out.replace(/\bindex\.[a-z.]+-(?=[0-9a-f]{16}\/)/g, "index-");
    out = out.replace(/0x[0-9a-f]{6,}/g, memory);
    return out;
  }
}

function isThreadId(value) {
  return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
}

/** Gives what it has not seen before the next number. */
function numberer(write) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, write(known.size + 1));
    return known.get(key);
  };
}

function machinePlaces() {
  const home = homedir();
  const places = [
    [trimSlash(compatFolder), "/srv/app"],
    [trimSlash(sourcesFolder), "/srv/app"],
    [trimSlash(workFolder), "/srv/app"],
    [trimSlash(root), "/srv"],
    [home, "/home/app"],
  ];
  if (hostname().length > 3) places.push([hostname(), "web-1"]);
  const { username } = userInfo();
  if (username !== "root") places.push([username, "app"]);
  return places;
}

function trimSlash(path) {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
