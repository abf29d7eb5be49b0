import type { PoolClient } from "pg";
import type { Writing } from "@/lib/db/pipeline";
import type { StoredEvent } from "./assignment";
import { countEnvironments, nameEnvironments } from "./count-environments";
import { countHours } from "./count-hours";
import { countIssues } from "./count-issues";
import { countReleaseHours, countReleases } from "./count-releases";
import { countTags, insertTags, nameTags } from "./count-tags";
import { countUsers, noteUsers } from "./count-users";
import { noteFirstEvents, noteUsedKeys } from "./note-sightings";
import { leaveOutRecent, leaveOutRecentTags, noteWritten, noteWrittenTags } from "./recent-facts";
import { wakeIssues } from "./wake-issues";

/**
 * Adds the stored events to everything that is counted, in an order that is the same for everyone. Rows of issues that this
 * batch opens are nobody else's yet, and are only inserted. Call what it returns after the commit.
 */
export function updateCounters(db: PoolClient, stored: StoredEvent[], writing: Writing): () => void {
  const [opened, known] = [stored.filter(({ isNew }) => isNew), stored.filter(({ isNew }) => !isNew)];
  const released = stored.filter(({ event }) => event.release !== "");
  if (released.length > 0) writing.add(countReleases(db, released));
  if (known.length > 0) writing.add(countIssues(db, known));
  writing.add(countEnvironments(db, stored));
  const environments = leaveOutRecent("environment", stored);
  if (environments.length > 0) writing.add(nameEnvironments(db, environments));
  if (opened.some(hasUser)) writing.add(noteUsers(db, opened));
  if (known.some(hasUser)) writing.add(countUsers(db, known));
  if (known.length > 0) writing.add(wakeIssues(db, known));
  writing.add(countHours(db, stored));
  if (released.length > 0) writing.add(countReleaseHours(db, released));
  if (opened.length > 0) writing.add(insertTags(db, opened));
  if (known.length > 0) writing.add(countTags(db, known));
  const tags = leaveOutRecentTags(stored);
  if (tags.length > 0) writing.add(nameTags(db, tags));
  const projects = leaveOutRecent("project", stored);
  if (projects.length > 0) writing.add(noteFirstEvents(db, projects));
  const keys = leaveOutRecent("key", stored);
  if (keys.length > 0)
    writing.add(
      noteUsedKeys(
        db,
        keys.map(({ event }) => event),
      ),
    );
  return () => {
    noteWritten("environment", environments);
    noteWritten("project", projects);
    noteWritten("key", keys);
    noteWrittenTags(tags);
  };
}

function hasUser({ event }: StoredEvent): boolean {
  return event.userKey !== null;
}
