import type { StoredEvent } from "./assignment";

/** What every batch would write again although it is written: that a project, an environment or a key was heard of. */
export type Fact = "project" | "environment" | "key";

/** How long a fact is taken as written, in ms. Retention may take away an environment; a key's time is kept to seconds. */
const LASTING_MS: Record<Fact, number> = { project: 60_000, environment: 60_000, key: 5_000 };
const MOST = 10_000;

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
