import { reservedSlugs, slugLimit } from "./schemas";

/** A name as an address: "Café Web" → "cafe-web". Names without a usable letter become "project". */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter(Boolean)
    .join("-");
  return slug.slice(0, slugLimit).replace(/-$/, "") || "project";
}

/** The slug itself, or with the first number that makes it free: web, web-2, web-3. Words of our own pages are never free. */
export function chooseSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const candidate = slug.slice(0, slugLimit - suffix.length).replace(/-$/, "") + suffix;
    if (!taken.has(candidate) && !reservedSlugs.has(candidate)) return candidate;
  }
}
