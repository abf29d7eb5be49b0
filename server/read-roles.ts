export const ROLES = ["front", "web", "worker"] as const;
export type Role = (typeof ROLES)[number];

/** Reads `--role front` (repeatable, also `--role=front`); none means all. Throws on a role that does not exist. */
export function readRoles(args: string[]): Set<Role> {
  const asked = args.flatMap((arg, i) => {
    if (arg === "--role") return [args[i + 1] ?? ""];
    return arg.startsWith("--role=") ? [arg.slice("--role=".length)] : [];
  });
  const wrong = asked.find((role) => !ROLES.includes(role as Role));
  if (wrong !== undefined) throw new Error(`There is no role “${wrong}”; the roles are ${ROLES.join(", ")}.`);
  return new Set(asked.length > 0 ? (asked as Role[]) : ROLES);
}
