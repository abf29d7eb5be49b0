export type LogDoorName = "loggly" | "hec" | "gelf" | "elastic" | "otlp" | "loki" | "generic";

/** A path that belongs to a log door. */
export interface LogDoor {
  name: LogDoorName;
  /**
   * What is asked of that door. loggly: `input`, `bulk`. hec: `event`, `raw`, `ack`, `health`. gelf, otlp, generic: `send`.
   * loki: `push`, `ready`. elastic: `root`, `license`, `xpack`, `bulk`, `index_template`, `template`, `ilm`, `data_stream`,
   * `ingest`, `cluster_health`, `cat_health`, `nodes`, `refresh`, `index` (an index or alias itself), `other` (under
   * `/elastic/` alone).
   */
  action: string;
  /** The token in the path, as written. */
  token?: string;
  /** Tags in the path (Loggly). */
  tags?: string[];
  /** The project id in the path (OTLP as Sentry has it). */
  projectId?: string;
  /** The index in the path (Elasticsearch). */
  index?: string;
  /** What follows the words that name the action: `logs-template` of `/_index_template/logs-template`. */
  rest?: string;
}

/** Which log door a path leads to; null for everything that is not ours. `/elastic` is a prefix that nothing else has. */
export function matchLogDoor(_path: string): LogDoor | null {
  return null;
}
