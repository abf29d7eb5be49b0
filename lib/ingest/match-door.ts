export type DoorName = "store" | "envelope" | "security";

export interface Door {
  name: DoorName;
  /** As written in the path; undefined on `/api/store/`, where the key alone names the project. */
  projectId?: string;
}

const DOORS: Record<string, DoorName> = {
  store: "store",
  envelope: "envelope",
  security: "security",
  "csp-report": "security",
};

/**
 * Which ingest door a path leads to; null for everything that is not ours. Runs of slashes count as one and the last
 * one is optional, as in Relay; a prefix before `/api/` is for the reverse proxy to strip.
 */
export function matchDoor(path: string): Door | null {
  if (!path.includes("api")) return null;
  const [api, second, third, ...rest] = path.split("/").filter((part) => part !== "");
  if (api !== "api" || second === undefined || rest.length > 0) return null;
  if (third === undefined) return second === "store" ? { name: "store" } : null;
  const name = Object.hasOwn(DOORS, third) ? DOORS[third] : undefined;
  // `/api/v1/…`, `/api/auth/…` and `/api/0/…` are the dashboard's.
  return name && !["v1", "auth", "0"].includes(second) ? { name, projectId: second } : null;
}
