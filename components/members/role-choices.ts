import type { Role } from "@/lib/context";

type RoleChoice = { value: Role; label: string; hint: string };

/** What each role may do, in a few words; the mightiest first. */
export const roleChoices: readonly RoleChoice[] = [
  { value: "owner", label: "Owner", hint: "everything" },
  { value: "admin", label: "Admin", hint: "everything but owners" },
  { value: "member", label: "Member", hint: "works on issues" },
  { value: "viewer", label: "Viewer", hint: "looks" },
];

/** The roles that somebody may give: owners are made by owners alone. */
export function rolesToGive(own: Role): readonly RoleChoice[] {
  return roleChoices.filter(({ value }) => value !== "owner" || own === "owner");
}

/** The name of a role. */
export function roleLabel(role: Role): string {
  return roleChoices.find(({ value }) => value === role)?.label ?? role;
}

/** What a role may do, as a sentence. */
export function roleHint(role: Role): string {
  return sentences[role];
}

const sentences: Record<Role, string> = {
  owner: "May do everything.",
  admin: "May do everything except decide about owners.",
  member: "Works on issues, views and comments.",
  viewer: "Looks at everything and changes nothing but own bookmarks.",
};
