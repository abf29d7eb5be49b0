import type { StoredEvent } from "./assignment";
import type { TagName } from "./count-tags";

/** What every batch would write again although it is written: that a project, an environment or a key was heard of. */
export type Fact = "project" | "environment" | "key";

/** How long a fact is taken as written, in ms. Retention may take away an environment; a key's time is kept to seconds. */
const LASTING_MS: Record<Fact, number> = { project: 60_000, environment: 60_000, key: 5_000 };
const MOST = 10_000;

/** Names of tags may be many, and are never taken away before their project is. */
const TAG_MS = 600_000;

const until = new Map<string, number>();

/** Those events whose fact this process has not written lately, one for each. */
export function leaveOutRecent(fact: Fact, stored: StoredEvent[]): StoredEvent[] {
  const now = Date.now();
  const news = new Map<string, StoredEvent>();
  for (const one of stored) {
    const name = nameOf(fact, one);
    if ((until.get(name) ?? 0) <= now && !news.has(name)) news.set(name, one);
  }
  return [...news.values()];
}

/** To be called after the commit: until then nothing is written. */
export function noteWritten(fact: Fact, stored: StoredEvent[]): void {
  if (until.size > MOST) until.clear();
  for (const one of stored) until.set(nameOf(fact, one), Date.now() + LASTING_MS[fact]);
}

/** Those tags of the events whose names this process has not written lately, one for each. */
export function leaveOutRecentTags(stored: StoredEvent[]): TagName[] {
  const now = Date.now();
  const news = new Map<string, TagName>();
  for (const { event } of stored) {
    for (const [key] of event.tags) {
      const name = tagNameOf(event.projectId, key);
      if ((until.get(name) ?? 0) <= now) news.set(name, { projectId: event.projectId, key });
    }
  }
  return [...news.values()];
}

/** To be called after the commit, likewise. */
export function noteWrittenTags(named: TagName[]): void {
  if (until.size > MOST) until.clear();
  for (const { projectId, key } of named) until.set(tagNameOf(projectId, key), Date.now() + TAG_MS);
}

/** Projects of one number in another database are others: for tests, which change databases. */
export function forgetFacts(): void {
  until.clear();
}

function nameOf(fact: Fact, { event }: StoredEvent): string {
  if (fact === "key") return `key ${event.projectId}/${event.keyId}`;
  return fact === "project"
    ? `project ${event.projectId}`
    : `environment ${event.projectId}/${event.environment}`;
}

function tagNameOf(projectId: number, key: string): string {
  return `tag ${projectId}/${key}`;
}
