import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** An event and the issue that it belongs to. */
export interface StoredEvent {
  event: PreparedEvent;
  issueId: number;
}

/** An issue that does not exist yet, made by the first of its events. */
export interface NewIssue {
  first: PreparedEvent;
}

/** From `project/hash` to the issue that it is linked to. */
export type Links = Map<string, number | NewIssue>;
