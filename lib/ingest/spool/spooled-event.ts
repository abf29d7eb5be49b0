import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** An event as the spool and the dead letters keep it. */
export interface SpooledEvent {
  event: PreparedEvent;
  /** Set when the database was away and the key could not be verified; then `projectId` is the path's and `keyId` is ''. */
  publicKey?: string;
  /** The event may have been committed already: its answer was lost. */
  isRetry: boolean;
}
