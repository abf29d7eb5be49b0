/** Whom a rule names: a team by its slug, or a person by e-mail address, both in lower case. */
export type Owner = { type: "team"; slug: string } | { type: "user"; email: string };

/** `column` is where the owner stands in its line, from 1 on. */
export type WrittenOwner = Owner & { column: number };

const LONGEST = 200;

/** Reads `#payments` or `ada@example.com`, in any case; null for anything else. */
export function readOwner(word: string): Owner | null {
  if (word.length > LONGEST) return null;
  const text = word.toLowerCase();
  if (text.startsWith("#")) {
    const slug = text.slice(1);
    return isSlug(slug) ? { type: "team", slug } : null;
  }
  return isAddress(text) ? { type: "user", email: text } : null;
}

/** As it is written in rules: `#payments`, `ada@example.com`. */
export function writeOwner(owner: Owner): string {
  return owner.type === "team" ? `#${owner.slug}` : owner.email;
}

function isSlug(text: string): boolean {
  return /^[a-z0-9_.-]+$/.test(text);
}

/** One @ with something on both sides; whether anybody has the address is for the database to say. */
function isAddress(text: string): boolean {
  const at = text.indexOf("@");
  return at > 0 && at < text.length - 1 && at === text.lastIndexOf("@");
}
