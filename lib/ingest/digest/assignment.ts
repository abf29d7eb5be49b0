import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** An event and the issue that it belongs to. */
export interface StoredEvent {
  event: PreparedEvent;
  issueId: number;
  /** The issue is opened by this very batch, and inserted with its counts. */
  isNew: boolean;
}

/** An issue that does not exist yet, with its events of this batch: the first describes it. */
export interface NewIssue {
  first: PreparedEvent;
  events: PreparedEvent[];
}

/** From `project/hash` to the issue that it is linked to. */
export type Links = Map<string, number | NewIssue>;
