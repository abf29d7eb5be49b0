import { curl } from "./curl";
import { dotnet } from "./dotnet";
import { elixir } from "./elixir";
import { go } from "./go";
import { java } from "./java";
import { javascript } from "./javascript";
import { nextjs } from "./nextjs";
import { node } from "./node";
import { php } from "./php";
import { python } from "./python";
import { ravenPython } from "./raven-python";
import { ruby } from "./ruby";
import { rust } from "./rust";

/** A file, or commands for a terminal, to be copied as it is. */
export type Snippet = { title: string; code: string };

/** How to connect one platform: three steps, each with what goes where. */
export type Guide = {
  install: Snippet[];
  configure: Snippet[];
  /** Throws once, to see it arrive. */
  check: Snippet[];
  /** What is peculiar about this client. */
  note?: string;
};

/** Ways to connect, under the names of `platforms` in lib/projects/schemas. "other" has none: it gets curl. */
const guides: Record<string, (dsn: string) => Guide> = {
  javascript,
  node,
  nextjs,
  python,
  "raven-python": ravenPython,
  ruby,
  php,
  go,
  java,
  dotnet,
  rust,
  elixir,
};

/** The steps of a platform with the DSN filled in; null when there is no SDK to install. */
export function guideFor(platform: string, dsn: string): Guide | null {
  return Object.hasOwn(guides, platform) ? (guides[platform]?.(dsn) ?? null) : null;
}

/** One event by hand. */
export function withoutSdk(dsn: string): Snippet {
  return curl(dsn);
}
