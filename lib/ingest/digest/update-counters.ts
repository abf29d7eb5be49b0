import type { PoolClient } from "pg";
import type { Writing } from "@/lib/db/pipeline";
import type { StoredEvent } from "./assignment";
import { countEnvironments, nameEnvironments } from "./count-environments";
import { countHours } from "./count-hours";
import { countIssues } from "./count-issues";
import { countTags } from "./count-tags";
import { countUsers, noteUsers } from "./count-users";
import { noteFirstEvents, noteUsedKeys } from "./note-sightings";

/** Adds the stored events to everything that is counted, in an order that is the same for everyone. */
export function updateCounters(db: PoolClient, stored: StoredEvent[], writing: Writing): void {
  const known = stored.filter(({ isNew }) => !isNew);
  if (known.length > 0) writing.add(countIssues(db, known));
  writing.add(countEnvironments(db, stored));
  writing.add(nameEnvironments(db, stored));
  if (stored.some(({ event, isNew }) => isNew && event.userKey !== null)) {
    writing.add(
      noteUsers(
        db,
        stored.filter(({ isNew }) => isNew),
      ),
    );
  }
  if (known.some(({ event }) => event.userKey !== null)) writing.add(countUsers(db, known));
  writing.add(countHours(db, stored));
  writing.add(countTags(db, stored));
  writing.add(noteFirstEvents(db, stored));
  writing.add(noteUsedKeys(db, stored));
}
