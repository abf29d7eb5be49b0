import type { Source } from "./source";

const PLATFORMS: ReadonlySet<string> = new Set(
  (
    "as3 c cfml clojure cocoa cpp crystal csharp dart elixir flutter fsharp go groovy haskell java javascript julia " +
    "kotlin lua native node objc other perl php powershell python r ruby rust scala swift visualbasic"
  ).split(" "),
);

/** The platform of the event; `other` when missing or unknown. */
export function normalisePlatform(event: Source): string {
  const platform = event.word("platform", 64)?.toLowerCase();
  if (platform === undefined || PLATFORMS.has(platform)) return platform ?? "other";
  event.drop("platform", "Unknown platform: became other.", platform);
  return "other";
}
