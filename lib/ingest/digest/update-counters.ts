import type { PoolClient } from "pg";
import type { Writing } from "@/lib/db/pipeline";
import type { StoredEvent } from "./assignment";
import { countEnvironments, nameEnvironments } from "./count-environments";
import { countHours } from "./count-hours";
import { countIssues } from "./count-issues";
import { countTags, insertTags } from "./count-tags";
import { countUsers, noteUsers } from "./count-users";
import { noteFirstEvents, noteUsedKeys } from "./note-sightings";

/**
 * Adds the stored events to everything that is counted, in an order that is the same for everyone. Rows of issues that this
 * batch opens are nobody else's yet, and are only inserted.
 */
export function updateCounters(db: PoolClient, stored: StoredEvent[], writing: Writing): void {
  const [opened, known] = [stored.filter(({ isNew }) => isNew), stored.filter(({ isNew }) => !isNew)];
  if (known.length > 0) writing.add(countIssues(db, known));
  writing.add(countEnvironments(db, stored));
  writing.add(nameEnvironments(db, stored));
  if (opened.some(hasUser)) writing.add(noteUsers(db, opened));
  if (known.some(hasUser)) writing.add(countUsers(db, known));
  writing.add(countHours(db, stored));
  if (opened.length > 0) writing.add(insertTags(db, opened));
  if (known.length > 0) writing.add(countTags(db, known));
  writing.add(noteFirstEvents(db, stored));
  writing.add(noteUsedKeys(db, stored));
}

function hasUser({ event }: StoredEvent): boolean {
  return event.userKey !== null;
}
