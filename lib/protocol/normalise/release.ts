import type { Source } from "./source";

/** A release name: not `.` or `..`, not only slashes, one line, at most 200 characters. */
export function normaliseRelease(event: Source): string | undefined {
  const release = event.word("release", 200);
  if (release === undefined) return undefined;
  const unusable = release === "." || release === ".." || /^[/\\]+$/.test(release) || hasLineBreak(release);
  return unusable
    ? event.drop("release", "Dropped: this cannot be the name of a release.", release)
    : release;
}

/** `environment`, at most 64 characters on one line; old clients send it as a tag. */
export function normaliseEnvironment(event: Source, tags: [string, string][]): string | undefined {
  const environment =
    event.word("environment", 64) ?? tags.find(([key]) => key === "environment")?.[1].slice(0, 64);
  if (environment === undefined || !hasLineBreak(environment)) return environment;
  return event.drop("environment", "Dropped: the name of an environment is one line.", environment);
}

function hasLineBreak(text: string): boolean {
  return /[\r\n\f]/.test(text);
}
