const YEAR_S = 365 * 24 * 60 * 60;

/** Keeps a choice in a cookie, where the server finds it before the first paint; `undefined` forgets it. */
export function remember(name: "theme" | "sidebar", value: string | undefined): void {
  const age = value === undefined ? 0 : YEAR_S;
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
